package dev.crow.security;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.web.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/** Lets only the suite's own services through. */
final class ServiceSecretFilter extends OncePerRequestFilter {

  private final ServiceSecret secret;
  private final JsonMapper json;

  ServiceSecretFilter(ServiceSecret secret, JsonMapper json) {
    this.secret = secret;
    this.json = json;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String shown = request.getHeader(ServiceSecret.HEADER);
    if (secret.matches(shown)) {
      chain.doFilter(request, response);
    } else {
      Problems.write(
          shown == null
              ? new ApiException(ErrorCode.UNAUTHENTICATED, "Only the suite's services come here.")
              : new ApiException(ErrorCode.FORBIDDEN, "Only the suite's services come here."),
          request,
          response,
          json);
    }
  }
}
