package dev.crow.gateway.key;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.firewall.RequestRejectedException;

/** Finds the one API key of a request, wherever clients of the various dialects put it. */
public final class Credentials {

  private static final int MAX_KEY_LENGTH = 128;
  private static final String PUBLISHABLE = "crow_pk_";
  private static final String SECRET = "crow_sk_";

  private Credentials() {}

  /**
   * @param request any request
   * @return what has the form of a key; whether it is one, auth-service knows
   * @throws ApiException if there is none, more than one, or none of that form
   */
  public static String of(HttpServletRequest request) {
    refuseInUrl(request.getQueryString());
    Set<String> found = inHeaders(request);
    if (found.size() > 1) {
      throw new ApiException(
          ErrorCode.AMBIGUOUS_CREDENTIALS, "Send one credential, in one header.");
    }
    return wellFormed(
        found.stream()
            .findFirst()
            .orElseThrow(
                () ->
                    new ApiException(
                        ErrorCode.UNAUTHENTICATED, "Send an API key as a bearer credential.")));
  }

  private static Set<String> inHeaders(HttpServletRequest request) {
    Set<String> found = new LinkedHashSet<>();
    try {
      forEach(request.getHeaders("Authorization"), value -> found.add(fromAuthorization(value)));
      forEach(request.getHeaders("X-API-Key"), value -> found.add(value.strip()));
      forEach(request.getHeaders("ApiKey"), value -> found.add(value.strip()));
    } catch (RequestRejectedException controlCharacters) {
      throw invalid();
    }
    return found;
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

  private static String fromAuthorization(String value) {
    int space = value.indexOf(' ');
    String scheme = space < 0 ? value : value.substring(0, space);
    String rest = space < 0 ? "" : value.substring(space + 1).strip();
    return switch (scheme.toLowerCase(Locale.ROOT)) {
      case "bearer", "apikey" -> rest;
      case "basic" -> userName(rest);
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
      throw invalid();
    }
  }

  private static String wellFormed(String key) {
    if (key.isEmpty()) {
      throw new ApiException(ErrorCode.UNAUTHENTICATED, "The credential is empty.");
    }
    boolean prefixed = key.startsWith(PUBLISHABLE) || key.startsWith(SECRET);
    if (!prefixed || key.length() > MAX_KEY_LENGTH || !key.chars().allMatch(Credentials::allowed)) {
      throw invalid();
    }
    return key;
  }

  private static boolean allowed(int c) {
    return c < 128 && (Character.isLetterOrDigit(c) || c == '_' || c == '-');
  }

  static ApiException invalid() {
    return new ApiException(ErrorCode.INVALID_KEY, "The API key is not valid.");
  }

  private static void forEach(Enumeration<String> values, Consumer<String> action) {
    while (values.hasMoreElements()) {
      action.accept(values.nextElement());
    }
  }
}
