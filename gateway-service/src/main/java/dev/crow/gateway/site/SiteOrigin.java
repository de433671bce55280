package dev.crow.gateway.site;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The address that pages name as their own, in canonical links and sitemaps. */
public final class SiteOrigin {

  /** Scheme and host, without a slash at the end. */
  public static final String FORM = "https?://[A-Za-z0-9.:\\[\\]-]+";

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]");

  private final @Nullable String configured;

  /**
   * @param configured scheme and host as browsers see them; null for whatever is asked
   */
  public SiteOrigin(@Nullable String configured) {
    this.configured = configured;
  }

  /**
   * @param request a page's
   * @return scheme and host, without a slash at the end
   * @throws ApiException {@code MISDIRECTED} for a name that no host has
   */
  public String of(HttpServletRequest request) {
    if (configured != null) {
      return configured;
    }
    String host = request.getServerName();
    if (!HOST.matcher(host).matches()) {
      throw new ApiException(ErrorCode.MISDIRECTED, "The gateway does not answer to this name.");
    }
    int port = request.getServerPort();
    boolean usual = port == (request.isSecure() ? 443 : 80);
    return (request.isSecure() ? "https://" : "http://") + host + (usual ? "" : ":" + port);
  }
}
