package dev.crow.gateway.cors;

import dev.crow.gateway.client.ClientProperties;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the {@code Origin} header. */
@Component
public final class Origins {

  private static final int MAX_LENGTH = 300;
  private static final Pattern FORM =
      Pattern.compile("https?://(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(:[0-9]{1,5})?");

  private final Set<String> clients;

  Origins(ClientProperties client) {
    this.clients = Set.copyOf(client.clientOrigins());
  }

  /**
   * @param request any request
   * @return whether it comes from a page of one of our own clients, compared letter by letter
   */
  public boolean isClient(HttpServletRequest request) {
    String origin = valid(request);
    return origin != null && clients.contains(origin);
  }

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
