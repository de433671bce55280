package dev.crow.gateway.entry;

import dev.crow.gateway.site.MissingPage;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.web.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers where no route goes; Spring's own answer would log each path, as it was sent. */
@RestController
class UnknownPathController {

  private final MissingPage page;

  UnknownPathController(MissingPage page) {
    this.page = page;
  }

  @RequestMapping("/**")
  @Nullable ResponseEntity<Object> unknown(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (page.suits(request)) {
      page.write(request, response);
      return null;
    }
    return Problems.entity(
        new ApiException(ErrorCode.NOT_FOUND, "Nothing is found at this path."), request);
  }
}
