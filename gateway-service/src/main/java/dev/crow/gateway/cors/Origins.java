package dev.crow.gateway.cors;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the {@code Origin} header. */
public final class Origins {

  private static final int MAX_LENGTH = 300;
  private static final Pattern FORM =
      Pattern.compile("https?://(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(:[0-9]{1,5})?");

  private Origins() {}

  /**
   * @param request any request
   * @return whether it comes from a web page, or claims to
   */
  public static boolean present(HttpServletRequest request) {
    return request.getHeader("Origin") != null;
  }

  /**
   * @param request any request
   * @return its one origin of the http or https scheme; null if there is none, several, or an
   *     opaque one
   */
  public static @Nullable String valid(HttpServletRequest request) {
    Enumeration<String> values = request.getHeaders("Origin");
    if (!values.hasMoreElements()) {
      return null;
    }
    String origin = values.nextElement();
    boolean valid =
        !values.hasMoreElements()
            && origin.length() <= MAX_LENGTH
            && FORM.matcher(origin).matches();
    return valid ? origin : null;
  }
}
