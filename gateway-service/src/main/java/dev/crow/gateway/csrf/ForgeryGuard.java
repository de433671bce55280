package dev.crow.gateway.csrf;

import dev.crow.gateway.client.ClientProperties;
import dev.crow.gateway.credential.Credential;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Enumeration;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeTypeUtils;

/**
 * Tells requests of our own pages from those another site's page makes a signed-in browser send.
 * Only credentials the browser adds by itself need this; a header was set by whoever knew it.
 */
@Component
public final class ForgeryGuard {

  /** Carries what our pages read from the cookie {@code __Host-crow_csrf}. */
  public static final String HEADER = "X-CSRF-Token";

  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
  private static final byte[] PURPOSE = "crow-csrf".getBytes(StandardCharsets.US_ASCII);

  private final Set<String> clientOrigins;

  ForgeryGuard(ClientProperties client) {
    this.clientOrigins = Set.copyOf(client.clientOrigins());
  }

  /**
   * @param request of a known caller
   * @param credential what it showed
   * @throws ApiException {@code CSRF} if the browser may have been made to send it
   */
  public void check(HttpServletRequest request, Credential credential) {
    if (!credential.fromCookie() || SAFE.contains(request.getMethod())) {
      return;
    }
    checkOrigin(request);
    if (!matches(credential.value(), request.getHeader(HEADER))) {
      throw forged("Send the value of the cookie __Host-crow_csrf as " + HEADER + ".");
    }
  }

  /**
   * Without a credential there is still something to forge: a page can sign its visitor in as
   * somebody else.
   *
   * @param request to a public operation
   * @throws ApiException {@code CSRF} if a foreign page sent it, {@code UNSUPPORTED_MEDIA_TYPE} if
   *     a plain form may have
   */
  public void checkPublic(HttpServletRequest request) {
    if (SAFE.contains(request.getMethod())) {
      return;
    }
    checkOrigin(request);
    if (!isJson(request.getContentType())) {
      throw new ApiException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Send application/json.");
    }
  }

  private void checkOrigin(HttpServletRequest request) {
    Enumeration<String> origins = request.getHeaders("Origin");
    while (origins.hasMoreElements()) {
      if (!clientOrigins.contains(origins.nextElement())) {
        throw forged("The request comes from a page of another origin.");
      }
    }
    Enumeration<String> sites = request.getHeaders("Sec-Fetch-Site");
    while (sites.hasMoreElements()) {
      if (sites.nextElement().strip().equalsIgnoreCase("cross-site")) {
        throw forged("The request comes from a page of another site.");
      }
    }
  }

  private static boolean matches(String session, @Nullable String shown) {
    return shown != null
        && MessageDigest.isEqual(
            tokenOf(session).getBytes(StandardCharsets.US_ASCII),
            shown.getBytes(StandardCharsets.UTF_8));
  }

  /** Nothing is stored: whoever can read the session's own cookie needs no token. */
  static String tokenOf(String session) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(session.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(PURPOSE));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HmacSHA256", e);
    }
  }

  private static boolean isJson(@Nullable String contentType) {
    try {
      return contentType != null
          && MimeTypeUtils.parseMimeType(contentType)
              .equalsTypeAndSubtype(MediaType.APPLICATION_JSON);
    } catch (InvalidMimeTypeException _) {
      return false;
    }
  }

  private static ApiException forged(String detail) {
    return new ApiException(ErrorCode.CSRF, detail);
  }
}
