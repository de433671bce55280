package dev.crow.auth.session;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** The page to open after signing in. Only paths of our own site: a link may come from anybody. */
final class OwnPage {

  private static final int LONGEST = 2_000;

  private OwnPage() {}

  /**
   * @param redirect as a browser would be given it; null if no page was asked for
   * @return the same
   * @throws ApiException {@code invalid-redirect}, if any browser might read it as another site's
   */
  static @Nullable String of(@Nullable String redirect) {
    if (redirect == null || isOwnPath(redirect)) {
      return redirect;
    }
    throw new ApiException(
            ErrorCode.INVALID_REDIRECT, "It must be a path of this site, such as /dashboard.")
        .field("redirect");
  }

  private static boolean isOwnPath(String redirect) {
    if (redirect.length() > LONGEST
        || !redirect.startsWith("/")
        || redirect.startsWith("//")
        // Browsers drop tabs and line ends, and read a backslash as a slash.
        || !redirect.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '\\')) {
      return false;
    }
    try {
      URI uri = new URI(redirect);
      return uri.getScheme() == null
          && uri.getRawAuthority() == null
          && redirect.equals(uri.normalize().toString());
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
