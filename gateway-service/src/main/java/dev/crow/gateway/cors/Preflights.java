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
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Answers the question browsers ask before sending something to another origin. For events any web
 * origin may ask: the question carries no key, and the key's own origins are checked when it is
 * used. For the rest of the API only our own clients may.
 */
@Component
public final class Preflights {

  private static final String METHOD = "Access-Control-Request-Method";
  private static final String HEADERS = "Access-Control-Request-Headers";
  private static final String MAX_AGE_SECONDS = "600";
  private static final Set<String> CLIENT_METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
  private static final Set<String> ALLOWED_HEADERS =
      Set.of(
          "authorization",
          "content-type",
          "content-encoding",
          "x-api-key",
          "apikey",
          // Segment's analytics.js counts its attempts.
          "x-retry-count",
          "x-request-id");
  private static final Set<String> CLIENT_HEADERS =
      Set.of(
          "accept",
          "accept-language",
          "if-match",
          "if-none-match",
          "idempotency-key",
          "x-csrf-token");
  private static final String ALLOWED_PREFIX = "x-crow-";

  private final RouteTable routes;
  private final Origins origins;

  Preflights(RouteTable routes, Origins origins) {
    this.routes = routes;
    this.origins = origins;
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
    response.setHeader("Vary", "Origin");
    Optional<RouteClass> kind = routes.find(request.getRequestURI()).map(Route::kind);
    boolean events = kind.filter(k -> k == RouteClass.INGEST).isPresent();
    String origin = Origins.valid(request);
    if (origin == null || kind.isEmpty() || !(events || origins.isClient(request))) {
      throw new ApiException(ErrorCode.ORIGIN_NOT_ALLOWED, "Pages of this origin may not do this.");
    }
    String method = request.getHeader(METHOD);
    String headers = request.getHeader(HEADERS);
    boolean allowedMethod = events ? "POST".equals(method) : CLIENT_METHODS.contains(method);
    if (!allowedMethod || !allowed(headers, events)) {
      throw new ApiException(
          ErrorCode.FORBIDDEN, "Web pages may not use this method or these headers.");
    }
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    response.setHeader("Access-Control-Allow-Origin", origin);
    response.setHeader("Access-Control-Allow-Methods", method);
    if (!events) {
      response.setHeader("Access-Control-Allow-Credentials", "true");
    }
    if (headers != null && !headers.isBlank()) {
      response.setHeader("Access-Control-Allow-Headers", headers);
    }
    response.setHeader("Access-Control-Max-Age", MAX_AGE_SECONDS);
  }

  private static boolean allowed(@Nullable String headers, boolean events) {
    return headers == null
        || headers.isBlank()
        || Arrays.stream(headers.split(",", -1))
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .allMatch(name -> allowedName(name) || (!events && CLIENT_HEADERS.contains(name)));
  }

  private static boolean allowedCharacter(int c) {
    return c == '-' || (c < 128 && Character.isLetterOrDigit(c));
  }

  private static boolean allowedName(String name) {
    return ALLOWED_HEADERS.contains(name)
        || (name.startsWith(ALLOWED_PREFIX) && name.chars().allMatch(Preflights::allowedCharacter));
  }
}
