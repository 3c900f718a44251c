import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.servlet.annotation.WebServlet;
import javax.servlet.http.HttpServlet;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.jboss.resteasy.core.Dispatcher;
import org.jboss.resteasy.plugins.server.servlet.HttpServletDispatcher;
import org.jboss.resteasy.spi.ResteasyDeployment;
import org.jboss.resteasy.spi.ResteasyProviderFactory;
import org.springframework.stereotype.Controller;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.annotation.ExceptionHandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.servlet.mvc.support.DefaultHandlerExceptionResolver;
import org.springframework.web.servlet.view.InternalResourceViewResolver;

/**
 * Compiles and serves the servlets, controllers and resources of case files on Jetty, all in one virtual machine.
 * Takes the orders of host.mjs.
 */
public class JavaHost {

    private static final Map<String, Running> SERVERS = new HashMap<>();

    public static void main(String[] args) throws Exception {
        PrintStream answers = System.out;
        // Whatever else writes there must not be taken for an answer.
        System.setOut(System.err);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            String[] order = line.split("\t");
            String problem;
            try {
                problem = obey(order);
            } catch (Exception | LinkageError e) {
                problem = e.toString();
            }
            answers.println(problem == null ? order[0] : order[0] + "\t" + problem.replace("\t", " ").replace("\n", "\\n"));
            answers.flush();
        }
        for (Running running : SERVERS.values()) {
            running.stop();
        }
        System.exit(0);
    }

    private static String obey(String[] order) throws Exception {
        if (order[1].equals("stop")) {
            Running running = SERVERS.remove(order[2]);
            if (running != null) {
                running.stop();
            }
            return null;
        }
        Path classes = Files.createTempDirectory("java-cases-");
        String problem = compile(order[2], classes);
        if (problem != null || order[1].equals("check")) {
            delete(classes);
            return problem;
        }
        SERVERS.put(order[3], new Running(classes, Integer.parseInt(order[3])));
        return null;
    }

    private static String compile(String file, Path classes) throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options = Arrays.asList("-nowarn", "-proc:none", "-parameters", "-d", classes.toString());
            return compiler.getTask(said, files, null, options, null, files.getJavaFileObjects(file)).call() ? null : said.toString();
        }
    }

    private static void delete(Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).collect(Collectors.toList())) {
                Files.delete(file);
            }
        }
    }

    /** One case file's classes, served. */
    private static final class Running {

        private final Path classes;
        private final URLClassLoader loader;
        private final Server server = new Server();

        Running(Path classes, int port) throws Exception {
            this.classes = classes;
            loader = new URLClassLoader(new URL[] {classes.toUri().toURL()});
            HttpConfiguration configuration = new HttpConfiguration();
            // Addresses stay as they are written, so that answers can be compared.
            configuration.setRelativeRedirectAllowed(true);
            ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(configuration));
            connector.setHost("127.0.0.1");
            connector.setPort(port);
            server.addConnector(connector);
            server.setHandler(handler());
            server.start();
        }

        private ServletContextHandler handler() throws Exception {
            ServletContextHandler handler = new ServletContextHandler();
            List<Class<?>> controllers = new ArrayList<>();
            ResteasyDeployment resources = new ResteasyDeployment();
            for (Class<?> each : served()) {
                WebServlet servlet = each.getAnnotation(WebServlet.class);
                if (servlet != null) {
                    java.lang.reflect.Constructor<?> made = each.getDeclaredConstructor();
                    made.setAccessible(true);
                    handler.addServlet(new ServletHolder((HttpServlet) made.newInstance()), servlet.value()[0]);
                }
                if (each.isAnnotationPresent(Controller.class)) {
                    controllers.add(each);
                }
                if (each.isAnnotationPresent(javax.ws.rs.Path.class)) {
                    resources.getActualResourceClasses().add(each);
                }
            }
            if (!controllers.isEmpty()) {
                AnnotationConfigWebApplicationContext spring = new AnnotationConfigWebApplicationContext();
                spring.setClassLoader(loader);
                spring.register(controllers.toArray(new Class<?>[0]));
                // Not @EnableWebMvc: what reads it cannot read the classes of a newer Java.
                spring.register(
                    RequestMappingHandlerMapping.class, RequestMappingHandlerAdapter.class, ExceptionHandlerExceptionResolver.class,
                    DefaultHandlerExceptionResolver.class, InternalResourceViewResolver.class);
                handler.addServlet(new ServletHolder(new DispatcherServlet(spring)), "/");
            }
            if (!resources.getActualResourceClasses().isEmpty()) {
                resources.start();
                handler.setAttribute(Dispatcher.class.getName(), resources.getDispatcher());
                handler.setAttribute(ResteasyProviderFactory.class.getName(), resources.getProviderFactory());
                handler.addServlet(HttpServletDispatcher.class, "/");
            }
            return handler;
        }

        private List<Class<?>> served() throws Exception {
            List<Class<?>> found = new ArrayList<>();
            try (Stream<Path> files = Files.list(classes)) {
                for (String name : files.map(file -> file.getFileName().toString()).sorted().collect(Collectors.toList())) {
                    found.add(loader.loadClass(name.substring(0, name.length() - ".class".length())));
                }
            }
            return found;
        }

        void stop() throws Exception {
            server.stop();
            loader.close();
            delete(classes);
        }
    }
}
