package dev.crow.gateway.cors;

import dev.crow.gateway.route.Route;
import dev.crow.gateway.route.RouteClass;
import dev.crow.gateway.route.RouteTable;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Answers the question browsers ask before sending events to another origin. It carries no key, so
 * any web origin may ask; the key's own origins are checked when it is used.
 */
@Component
public final class Preflights {

  private static final String METHOD = "Access-Control-Request-Method";
  private static final String HEADERS = "Access-Control-Request-Headers";
  private static final String MAX_AGE_SECONDS = "600";
  private static final Set<String> ALLOWED_HEADERS =
      Set.of(
          "authorization",
          "content-type",
          "content-encoding",
          "x-api-key",
          "apikey",
          "x-request-id");
  private static final String ALLOWED_PREFIX = "x-crow-";

  private final RouteTable routes;

  Preflights(RouteTable routes) {
    this.routes = routes;
  }

  /**
   * @param request any request
   * @return whether it is such a question
   */
  public static boolean is(HttpServletRequest request) {
    return request.getMethod().equals("OPTIONS")
        && request.getHeader("Origin") != null
        && request.getHeader(METHOD) != null;
  }

  /**
   * @param request a preflight
   * @param response gets the whole answer
   * @throws ApiException if the request asked about would not be allowed
   */
  public void answer(HttpServletRequest request, HttpServletResponse response) {
    String origin = Origins.valid(request);
    String headers = request.getHeader(HEADERS);
    if (origin == null || !carriesEvents(request)) {
      throw new ApiException(
          ErrorCode.ORIGIN_NOT_ALLOWED, "Web pages may only send events, from http(s) origins.");
    }
    if (!"POST".equals(request.getHeader(METHOD)) || !allowed(headers)) {
      throw new ApiException(
          ErrorCode.FORBIDDEN, "Web pages may not use this method or these headers.");
    }
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    response.setHeader("Access-Control-Allow-Origin", origin);
    response.setHeader("Access-Control-Allow-Methods", "POST");
    if (headers != null && !headers.isBlank()) {
      response.setHeader("Access-Control-Allow-Headers", headers);
    }
    response.setHeader("Access-Control-Max-Age", MAX_AGE_SECONDS);
    response.setHeader("Vary", "Origin");
  }

  private boolean carriesEvents(HttpServletRequest request) {
    return routes
        .find(request.getRequestURI())
        .map(Route::kind)
        .filter(kind -> kind == RouteClass.INGEST)
        .isPresent();
  }

  private static boolean allowed(@Nullable String headers) {
    return headers == null
        || headers.isBlank()
        || Arrays.stream(headers.split(",", -1))
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .allMatch(Preflights::allowedName);
  }

  private static boolean allowedCharacter(int c) {
    return c == '-' || (c < 128 && Character.isLetterOrDigit(c));
  }

  private static boolean allowedName(String name) {
    return ALLOWED_HEADERS.contains(name)
        || (name.startsWith(ALLOWED_PREFIX) && name.chars().allMatch(Preflights::allowedCharacter));
  }
}
