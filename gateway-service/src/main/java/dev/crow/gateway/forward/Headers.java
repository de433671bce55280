package dev.crow.gateway.forward;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which headers cross the gateway. Names are compared in lower case. */
final class Headers {

  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "http2-settings");

  /** Those the HTTP client writes itself, and the client's own credentials. */
  private static final Set<String> NOT_FORWARDED =
      Set.of(
          "host",
          "content-length",
          "expect",
          "authorization",
          "x-api-key",
          "apikey",
          "cookie",
          "forwarded",
          "x-real-ip",
          "x-request-id",
          "x-csrf-token",
          // Some frameworks believe these about the client, the method or the path.
          "x-client-ip",
          "true-client-ip",
          "cf-connecting-ip",
          "x-cluster-client-ip",
          "x-http-method",
          "x-http-method-override",
          "x-method-override",
          "x-original-url",
          "x-rewrite-url");

  /** A client that could set these would speak with the suite's own voice. */
  private static final List<String> SPOOFABLE = List.of("x-crow-", "x-internal", "x-forwarded-");

  /** Those the gateway or its HTTP server writes itself, or keeps inside. */
  private static final Set<String> NOT_RETURNED =
      Set.of(
          "content-length",
          "date",
          "server",
          "set-cookie",
          "x-powered-by",
          "x-request-id",
          "x-content-type-options",
          "x-frame-options",
          "referrer-policy",
          "permissions-policy",
          "content-security-policy",
          "strict-transport-security",
          "ratelimit",
          "ratelimit-policy");

  private static final String CORS = "access-control-";

  private Headers() {}

  /**
   * @param request whose {@code Connection} header may name further hop-by-hop headers
   * @return those names, in lower case
   */
  static Set<String> namedByConnection(HttpServletRequest request) {
    Enumeration<String> values = request.getHeaders("Connection");
    if (!values.hasMoreElements()) {
      return Set.of();
    }
    Set<String> names = new HashSet<>();
    while (values.hasMoreElements()) {
      for (String name : values.nextElement().split(",", -1)) {
        names.add(name.strip().toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  static boolean forwarded(String name, Set<String> namedByConnection) {
    String lower = name.toLowerCase(Locale.ROOT);
    return !HOP_BY_HOP.contains(lower)
        && !namedByConnection.contains(lower)
        && !NOT_FORWARDED.contains(lower)
        && !isSpoofable(lower);
  }

  private static boolean isSpoofable(String lower) {
    for (String prefix : SPOOFABLE) {
      if (lower.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  static boolean returned(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return !HOP_BY_HOP.contains(lower) && !NOT_RETURNED.contains(lower) && !lower.startsWith(CORS);
  }
}
