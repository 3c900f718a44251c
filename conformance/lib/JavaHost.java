import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.servlet.annotation.WebServlet;
import javax.servlet.http.HttpServlet;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.springframework.stereotype.Controller;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.annotation.ExceptionHandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.servlet.view.InternalResourceViewResolver;

/**
 * Serves the servlets and controllers of a folder of classes on Jetty: {@code JavaHost PORT FOLDER}.
 * Redirects keep the address as it is written, so that answers can be compared.
 */
public class JavaHost {

    public static void main(String[] args) throws Exception {
        Server server = new Server();
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setRelativeRedirectAllowed(true);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        connector.setPort(Integer.parseInt(args[0]));
        server.addConnector(connector);
        ServletContextHandler handler = new ServletContextHandler();
        server.setHandler(handler);

        AnnotationConfigWebApplicationContext spring = new AnnotationConfigWebApplicationContext();
        boolean hasControllers = false;
        for (Class<?> each : classesIn(Paths.get(args[1]))) {
            WebServlet servlet = each.getAnnotation(WebServlet.class);
            if (servlet != null) {
                handler.addServlet(new ServletHolder((HttpServlet) each.getDeclaredConstructor().newInstance()), servlet.value()[0]);
            }
            if (each.isAnnotationPresent(Controller.class)) {
                spring.register(each);
                hasControllers = true;
            }
        }
        if (hasControllers) {
            // Not @EnableWebMvc: what reads it cannot read the classes of a newer Java.
            spring.register(RequestMappingHandlerMapping.class, RequestMappingHandlerAdapter.class, ExceptionHandlerExceptionResolver.class, InternalResourceViewResolver.class);
            handler.addServlet(new ServletHolder(new DispatcherServlet(spring)), "/");
        }
        // Spring's servlet starts with the server, so that the first request does not wait.
        server.start();
        server.join();
    }

    private static List<Class<?>> classesIn(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".class")).sorted().collect(Collectors.toList());
            List<Class<?>> classes = new java.util.ArrayList<>();
            for (String name : names) {
                classes.add(Class.forName(name.substring(0, name.length() - ".class".length())));
            }
            return classes;
        }
    }
}
