package dev.crow.gateway.entry;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.web.Problems;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers where no route goes; Spring's own answer would log each path, as it was sent. */
@RestController
class UnknownPathController {

  @RequestMapping("/**")
  ResponseEntity<Object> unknown(HttpServletRequest request) {
    return Problems.entity(
        new ApiException(ErrorCode.NOT_FOUND, "Nothing is found at this path."), request);
  }
}
