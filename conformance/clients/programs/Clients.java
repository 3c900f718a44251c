import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.apache.http.client.methods.RequestBuilder;
import org.apache.http.entity.ContentType;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.client.LaxRedirectStrategy;
import org.apache.http.util.VersionInfo;

/** Clients for Java. usage: java Clients.java BASE */
public class Clients {
    static final String FORM = "application/x-www-form-urlencoded";
    static final String JAVA = Runtime.version().feature() + "";

    interface Sender {
        void send(String url, String method) throws Exception;
    }

    record Client(String key, String name, String version, String how, Sender sender) {
    }

    static Sender jdk(HttpClient.Redirect redirects) {
        HttpClient client = HttpClient.newBuilder().followRedirects(redirects).build();
        return (url, method) -> client.send(
            HttpRequest.newBuilder(URI.create(url)).header("Content-Type", FORM).method(method, HttpRequest.BodyPublishers.ofString("a=1")).build(),
            HttpResponse.BodyHandlers.discarding());
    }

    static Sender apache(CloseableHttpClient client) {
        return (url, method) -> client.execute(
            RequestBuilder.create(method).setUri(url).setEntity(new StringEntity("a=1", ContentType.APPLICATION_FORM_URLENCODED)).build()).close();
    }

    static void withConnection(String url, String method) throws Exception {
        HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
        connection.setRequestMethod(method);
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", FORM);
        try (OutputStream body = connection.getOutputStream()) {
            body.write("a=1".getBytes());
        }
        connection.getResponseCode();
    }

    static void withOkHttp(String url, String method) throws Exception {
        new OkHttpClient().newCall(new Request.Builder().url(url).method(method, RequestBody.create(MediaType.parse(FORM), "a=1")).build()).execute().close();
    }

    static String version(Class<?> of, String otherwise) {
        String version = of.getPackage().getImplementationVersion();
        return version == null ? otherwise : version;
    }

    public static void main(String[] args) {
        VersionInfo apache = VersionInfo.loadVersionInfo("org.apache.http.client", Clients.class.getClassLoader());
        List<Client> clients = List.of(
            new Client("java-never", "Java HttpClient", JAVA, "", jdk(HttpClient.Redirect.NEVER)),
            new Client("java-normal", "Java HttpClient", JAVA, "Redirect.NORMAL", jdk(HttpClient.Redirect.NORMAL)),
            new Client("java-connection", "Java HttpURLConnection", JAVA, "", Clients::withConnection),
            new Client("apache", "Apache HttpClient", apache.getRelease(), "", apache(HttpClients.createDefault())),
            new Client("apache-lax", "Apache HttpClient", apache.getRelease(), "LaxRedirectStrategy",
                apache(HttpClients.custom().setRedirectStrategy(new LaxRedirectStrategy()).build())),
            new Client("okhttp", "OkHttp", okhttp3.internal.Version.userAgent().replaceAll(".*/", ""), "", Clients::withOkHttp));
        for (Client client : clients) {
            System.out.println(String.join("\t", "client", client.key, client.name, client.version, client.how));
            for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
                for (String status : List.of("301", "302", "303", "307", "308")) {
                    try {
                        client.sender.send(String.join("/", args[0], client.key, method, status), method);
                    } catch (Exception problem) {
                        System.out.println(String.join("\t", "raised", client.key, method, status));
                    }
                }
            }
        }
        System.exit(0);
    }
}
