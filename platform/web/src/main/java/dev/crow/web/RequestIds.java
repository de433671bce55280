package dev.crow.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;

/** The id that follows one request through every service and log line. */
public final class RequestIds {

  /** Carries the id between services and back to the client. */
  public static final String HEADER = "X-Request-Id";

  /** The MDC key of the id. */
  public static final String MDC_KEY = "requestId";

  private static final String ATTRIBUTE = RequestIds.class.getName();

  private RequestIds() {}

  /**
   * @param request any request
   * @return its id; a caller's own id is taken over only if it is a UUID, else one is made
   */
  public static String of(HttpServletRequest request) {
    Object known = request.getAttribute(ATTRIBUTE);
    if (known instanceof String id) {
      return id;
    }
    String id = fromHeader(request.getHeader(HEADER));
    request.setAttribute(ATTRIBUTE, id);
    return id;
  }

  private static String fromHeader(@org.jspecify.annotations.Nullable String header) {
    if (header != null && header.length() == 36) {
      try {
        return UUID.fromString(header).toString();
      } catch (IllegalArgumentException notAnUuid) {
        return UUID.randomUUID().toString();
      }
    }
    return UUID.randomUUID().toString();
  }
}
