package dev.crow.gateway.credential;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.firewall.RequestRejectedException;

/** Finds the one credential of a request, wherever clients of the various dialects put it. */
public final class Credentials {

  /** The cookie of a signed-in person. */
  public static final String SESSION_COOKIE = "__Host-crow_session";

  /** Length of 32 bytes in base64url. */
  private static final int SESSION_LENGTH = 43;

  private static final int MAX_KEY_LENGTH = 128;
  private static final String PUBLISHABLE = "crow_pk_";
  static final String SECRET = "crow_sk_";

  private Credentials() {}

  /**
   * @param request any request
   * @return what has the form of a credential; whether it is one, auth-service knows
   * @throws ApiException if there is none, more than one, or none of that form
   */
  public static Credential of(HttpServletRequest request) {
    return inHeaders(request)
        .orElseThrow(
            () ->
                new ApiException(
                    ErrorCode.UNAUTHENTICATED, "Sign in, or send an API key as a bearer."));
  }

  /**
   * @param request any request
   * @return as {@link #of}, or empty if there is none
   * @throws ApiException if there is more than one, or one of no form
   */
  public static Optional<Credential> inHeaders(HttpServletRequest request) {
    refuseInUrl(request.getQueryString());
    Map<String, Credential> found = find(request);
    if (found.size() > 1) {
      throw new ApiException(ErrorCode.AMBIGUOUS_CREDENTIALS, "Send one credential, in one place.");
    }
    return found.values().stream().findFirst();
  }

  /** By value; headers first, so that one sent both ways needs no proof against forgery. */
  private static Map<String, Credential> find(HttpServletRequest request) {
    Map<String, Credential> found = new LinkedHashMap<>();
    try {
      forEach(request.getHeaders("Authorization"), value -> add(found, fromAuthorization(value)));
      forEach(request.getHeaders("X-API-Key"), value -> add(found, key(value.strip())));
      forEach(request.getHeaders("ApiKey"), value -> add(found, key(value.strip())));
      addCookies(found, request);
    } catch (RequestRejectedException controlCharacters) {
      throw refused(Credential.Type.API_KEY);
    }
    return found;
  }

  private static void add(Map<String, Credential> found, Credential credential) {
    found.putIfAbsent(credential.value(), credential);
  }

  private static void addCookies(Map<String, Credential> found, HttpServletRequest request) {
    Cookie[] cookies = request.getHeader("Cookie") == null ? null : request.getCookies();
    if (cookies == null) {
      return;
    }
    for (Cookie cookie : cookies) {
      if (cookie.getName().equals(SESSION_COOKIE)) {
        if (!isSession(cookie.getValue())) {
          throw refused(Credential.Type.SESSION);
        }
        add(found, new Credential(Credential.Type.SESSION, cookie.getValue(), true));
      }
    }
  }

  /** URLs end up in logs, histories and referrers; a key seen there is no secret any more. */
  private static void refuseInUrl(@Nullable String query) {
    if (query == null) {
      return;
    }
    if (holdsKey(query) || (query.indexOf('%') >= 0 && holdsKey(decoded(query)))) {
      throw new ApiException(
          ErrorCode.CREDENTIAL_IN_URL, "Send the key in a header and consider this one leaked.");
    }
  }

  private static boolean holdsKey(String text) {
    return text.contains(PUBLISHABLE) || text.contains(SECRET);
  }

  private static String decoded(String query) {
    try {
      return URLDecoder.decode(query, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException badEscape) {
      // The service decides about its parameters; this only looks for keys.
      return query;
    }
  }

  private static Credential fromAuthorization(String value) {
    int space = value.indexOf(' ');
    String scheme = space < 0 ? value : value.substring(0, space);
    String rest = space < 0 ? "" : value.substring(space + 1).strip();
    return switch (scheme.toLowerCase(Locale.ROOT)) {
      case "bearer" -> isSession(rest) ? session(rest) : key(rest);
      case "apikey" -> key(rest);
      case "basic" -> key(userName(rest));
      default ->
          throw new ApiException(
              ErrorCode.UNAUTHENTICATED, "This authorization scheme is not supported.");
    };
  }

  private static String userName(String basic) {
    try {
      String pair = new String(Base64.getDecoder().decode(basic), StandardCharsets.US_ASCII);
      int colon = pair.indexOf(':');
      return colon < 0 ? pair : pair.substring(0, colon);
    } catch (IllegalArgumentException notBase64) {
      throw refused(Credential.Type.API_KEY);
    }
  }

  private static Credential session(String token) {
    return new Credential(Credential.Type.SESSION, token, false);
  }

  private static boolean isSession(String text) {
    return text.length() == SESSION_LENGTH
        && !holdsKey(text)
        && text.chars().allMatch(Credentials::allowed);
  }

  static Credential key(String key) {
    if (key.isEmpty()) {
      throw new ApiException(ErrorCode.UNAUTHENTICATED, "The credential is empty.");
    }
    boolean prefixed = key.startsWith(PUBLISHABLE) || key.startsWith(SECRET);
    if (!prefixed || key.length() > MAX_KEY_LENGTH || !key.chars().allMatch(Credentials::allowed)) {
      throw refused(Credential.Type.API_KEY);
    }
    return new Credential(Credential.Type.API_KEY, key, false);
  }

  private static boolean allowed(int c) {
    return c < 128 && (Character.isLetterOrDigit(c) || c == '_' || c == '-');
  }

  static ApiException refused(Credential.Type type) {
    return switch (type) {
      case API_KEY -> new ApiException(ErrorCode.INVALID_KEY, "The API key is not valid.");
      case SESSION -> new ApiException(ErrorCode.SESSION_ENDED, "Sign in again.");
      case ADDRESS -> new ApiException(ErrorCode.FORBIDDEN, "Nothing is served to this address.");
    };
  }

  private static void forEach(Enumeration<String> values, Consumer<String> action) {
    while (values.hasMoreElements()) {
      action.accept(values.nextElement());
    }
  }
}
