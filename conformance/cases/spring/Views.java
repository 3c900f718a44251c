// View names and RedirectView. Spring MVC answers them all with 302 unless something says another status.
import javax.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.servlet.view.UrlBasedViewResolver;

@Controller
class Views {

    private static final String TARGET = "redirect:/target";

    // probe: /name
    @PostMapping("/name")
    String name() {
        return "redirect:/target";
    }

    // probe: /prefix
    @PostMapping("/prefix")
    String prefix() {
        return UrlBasedViewResolver.REDIRECT_URL_PREFIX + "/target";
    }

    // probe: /get
    @GetMapping("/get")
    String get() {
        return TARGET;
    }

    // probe: /constant
    @RequestMapping(value = "/constant", method = {RequestMethod.PUT, RequestMethod.DELETE})
    String constant() {
        return TARGET;
    }

    // probe: /any
    @RequestMapping("/any")
    String any() {
        return "redirect:" + "/target";
    }

    // probe: /mixed
    @PostMapping("/mixed")
    String mixed(@RequestParam(required = false) String form) {
        if (form != null) {
            return "form";
        }
        return "redirect:/target";
    }

    // probe: /request
    @PatchMapping("/request")
    String request(HttpServletRequest request) {
        if (request.getParameter("form") != null) {
            return "form";
        }
        String view = "redirect:/target";
        if (request.getParameter("more") != null) {
            view += "?more";
        }
        return view;
    }

    // probe: /mav
    @PostMapping("/mav")
    ModelAndView mav() {
        return new ModelAndView("redirect:/target");
    }

    // probe: /view
    @PostMapping("/view")
    RedirectView view() {
        return new RedirectView("/target");
    }

    // probe: /variable
    @PutMapping("/variable")
    ModelAndView variable() {
        RedirectView view = new RedirectView("/target", true);
        return new ModelAndView(view);
    }

    // probe: /status
    @DeleteMapping("/status")
    RedirectView status() {
        RedirectView view = new RedirectView("/target");
        view.setStatusCode(HttpStatus.MOVED_PERMANENTLY);
        return view;
    }

    // probe: /modern
    @PostMapping("/modern")
    RedirectView modern() {
        return new RedirectView("/target", true, false);
    }

    // probe: /annotated
    @ResponseStatus(HttpStatus.SEE_OTHER)
    @PostMapping("/annotated")
    String annotated() {
        return "redirect:/target";
    }

    // probe: /annotated-found
    @PostMapping("/annotated-found")
    @ResponseStatus(code = HttpStatus.FOUND)
    String annotatedFound() {
        return "redirect:/target";
    }

    // probe: /attribute
    @PostMapping("/attribute")
    String attribute(HttpServletRequest request) {
        request.setAttribute(View.RESPONSE_STATUS_ATTRIBUTE, HttpStatus.SEE_OTHER);
        return "redirect:/target";
    }

    // probe: /body
    @ResponseBody
    @PostMapping("/body")
    String body() {
        return "redirect:/target";
    }

    // probe: /guarded
    @RequestMapping("/guarded")
    @ResponseBody
    RedirectView guarded(HttpServletRequest request) {
        if (!"POST".equals(request.getMethod())) {
            return null;
        }
        return new RedirectView("/target");
    }

    // probe: /helped
    @DeleteMapping("/helped")
    String helped() {
        return target();
    }

    private String target() {
        return "redirect:/target";
    }
}
