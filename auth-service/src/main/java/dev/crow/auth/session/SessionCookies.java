package dev.crow.auth.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** The cookie that holds a session's token, and the one whose content pages have to repeat. */
final class SessionCookies {

  static final String SESSION = "__Host-crow_session";
  static final String CSRF = "__Host-crow_csrf";

  private static final String ALGORITHM = "HmacSHA256";
  private static final String PURPOSE = "crow-csrf";
  private static final Duration UNTIL_THE_BROWSER_CLOSES = Duration.ofSeconds(-1);

  private SessionCookies() {}

  static HttpHeaders set(String token, boolean remember, Duration lifetime) {
    Duration age = remember ? lifetime : UNTIL_THE_BROWSER_CLOSES;
    return headers(cookie(SESSION, token, true, age), cookie(CSRF, csrf(token), false, age));
  }

  static HttpHeaders clear() {
    return headers(
        cookie(SESSION, "", true, Duration.ZERO), cookie(CSRF, "", false, Duration.ZERO));
  }

  /** Follows from the session's token, so that nobody has to store it. */
  static String csrf(String token) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.US_ASCII), ALGORITHM));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(PURPOSE.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + ALGORITHM, e);
    }
  }

  private static ResponseCookie cookie(String name, String value, boolean hidden, Duration age) {
    return ResponseCookie.from(name, value)
        .secure(true)
        .httpOnly(hidden)
        .sameSite("Lax")
        .path("/")
        .maxAge(age)
        .build();
  }

  private static HttpHeaders headers(ResponseCookie... cookies) {
    HttpHeaders headers = new HttpHeaders();
    for (ResponseCookie cookie : cookies) {
      headers.add(HttpHeaders.SET_COOKIE, cookie.toString());
    }
    headers.setCacheControl("no-store");
    return headers;
  }
}
