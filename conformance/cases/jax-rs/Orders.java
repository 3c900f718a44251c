import java.net.URI;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.RedirectionException;
import javax.ws.rs.core.Response;

/** A method for GET answers HEAD too. */
@Path("/")
public class Orders {

    // probe: /orders
    @GET
    @Path("orders")
    public Response list() {
        return Response.seeOther(URI.create("/start")).build();
    }

    @POST
    @Path("orders")
    public Response create() {
        return Response.seeOther(URI.create("/orders/1")).build();
    }

    // probe: /drafts
    @POST
    @Path("drafts")
    public Response draft() {
        return Response.temporaryRedirect(URI.create("/orders")).build();
    }

    // probe: /found
    @PUT
    @Path("found")
    public Response found() {
        return Response.status(Response.Status.FOUND).location(URI.create("/target")).build();
    }

    // probe: /moved
    @DELETE
    @Path("moved")
    public Response moved() {
        return Response.status(301).header("Location", "/target").build();
    }

    // probe: /old
    @GET
    @Path("old")
    public Response old() {
        return Response.status(Response.Status.MOVED_PERMANENTLY).location(URI.create("/new")).build();
    }

    // probe: /thrown
    @PATCH
    @Path("thrown")
    public Response thrown() {
        throw new RedirectionException(302, URI.create("/target"));
    }

    // probe: /named
    @POST
    @Path("named")
    public Response named() {
        throw new RedirectionException(Response.Status.FOUND, URI.create("/target"));
    }

    // probe: /said
    @POST
    @Path("said")
    public Response said() {
        throw new RedirectionException("over there", Response.Status.MOVED_PERMANENTLY, URI.create("/target"));
    }

    // probe: /uploads
    @POST
    @Path("uploads")
    public Response upload() {
        return Response.created(URI.create("/uploads/1")).build();
    }
}
