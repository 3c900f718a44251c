// sendRedirect of Servlet 4: 302, whatever was set before.
import java.io.IOException;
import javax.servlet.annotation.WebServlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

// probe: /methods
@WebServlet("/methods")
class MethodsServlet extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.sendRedirect("/target");
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(303);
        response.sendRedirect("/target");
    }

    @Override
    protected void doPut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getParameter("never") != null) {
            return;
        }
        response.sendRedirect(response.encodeRedirectURL("/target"));
    }

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", "/target");
    }
}

// probe: /header
@WebServlet("/header")
class HeaderServlet extends HttpServlet {

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_MOVED_TEMPORARILY);
        response.setHeader("Location", "/target");
    }
}

// probe: /service
@WebServlet("/service")
class ServiceServlet extends HttpServlet {

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getMethod()) {
            case "POST":
            case "PUT":
                response.sendRedirect("/target");
                break;
            case "DELETE":
                response.sendRedirect("/deleted");
                break;
            default:
                response.setStatus(200);
        }
    }
}

// probe: /shared
@WebServlet("/shared")
class SharedServlet extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        process(response);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        process(response);
    }

    private void process(HttpServletResponse response) throws IOException {
        response.sendRedirect("/target");
    }
}
