package dev.crow.gateway.entry;

import dev.crow.gateway.cors.Preflights;
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

/** What holds for every request, whatever its path. */
final class EdgeFilter extends OncePerRequestFilter {

  private static final int MAX_URL_LENGTH = 8192;

  private final Preflights preflights;
  private final JsonMapper json;

  EdgeFilter(Preflights preflights, JsonMapper json) {
    this.preflights = preflights;
    this.json = json;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    try {
      if (length(request) > MAX_URL_LENGTH) {
        throw new ApiException(ErrorCode.BAD_PATH, "The URL is longer than 8 KiB.");
      }
      if (Preflights.is(request)) {
        preflights.answer(request, response);
        return;
      }
    } catch (ApiException e) {
      Problems.write(e, request, response, json);
      return;
    }
    chain.doFilter(request, response);
  }

  private static int length(HttpServletRequest request) {
    String query = request.getQueryString();
    return request.getRequestURI().length() + (query == null ? 0 : query.length());
  }
}
