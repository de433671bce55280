package dev.crow.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers what fails outside of any controller, such as in a filter. Takes the place of Boot's
 * error page, which would repeat the path.
 */
@Hidden
@RestController
final class ProblemErrorController implements ErrorController {

  @RequestMapping("/error")
  ResponseEntity<Object> error(HttpServletRequest request) {
    ErrorCode code =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
            ? ErrorCode.ofStatus(status)
            : ErrorCode.NOT_FOUND;
    return Problems.entity(new ApiException(code, "The request was not served."), request);
  }
}
