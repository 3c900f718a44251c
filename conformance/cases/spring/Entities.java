// Responses with a status and a Location.
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

@Controller
@RequestMapping(method = {RequestMethod.POST, RequestMethod.PUT})
class Entities {

    // probe: /location
    @RequestMapping("/location")
    ResponseEntity<Void> location() {
        return ResponseEntity.status(HttpStatus.FOUND).location(URI.create("/target")).build();
    }

    // probe: /header
    @RequestMapping("/header")
    ResponseEntity<Void> header() {
        return ResponseEntity.status(301).header(HttpHeaders.LOCATION, "/target").build();
    }

    // probe: /headers
    @RequestMapping("/headers")
    ResponseEntity<Void> headers() {
        HttpHeaders headers = new HttpHeaders();
        headers.setLocation(URI.create("/target"));
        return new ResponseEntity<>(headers, HttpStatus.FOUND);
    }

    // probe: /see
    @RequestMapping("/see")
    ResponseEntity<Void> see() {
        return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create("/target")).build();
    }

    // probe: /created
    @RequestMapping("/created")
    ResponseEntity<Void> created() {
        return ResponseEntity.created(URI.create("/target")).build();
    }
}
