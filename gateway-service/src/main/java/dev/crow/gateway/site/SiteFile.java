package dev.crow.gateway.site;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.springframework.http.CacheControl;

/**
 * A file of a site as the module {@code clients} built it.
 *
 * @param name path below the site's own
 * @param digest names its content
 * @param filled whether something is put into it when it is served
 * @param encodings in which it lies compressed beside itself
 */
public record SiteFile(String name, String digest, boolean filled, Set<ContentEncoding> encodings) {

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html;charset=UTF-8",
          "js", "text/javascript;charset=UTF-8",
          "css", "text/css;charset=UTF-8",
          "json", "application/json",
          "svg", "image/svg+xml",
          "xml", "application/xml;charset=UTF-8",
          "txt", "text/plain;charset=UTF-8");

  private static final CacheControl FOR_EVER =
      CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();
  private static final CacheControl A_DAY = CacheControl.maxAge(Duration.ofDays(1)).cachePublic();
  private static final CacheControl ASK_AGAIN = CacheControl.noCache();

  /** Copies the encodings. */
  public SiteFile {
    encodings = Set.copyOf(encodings);
  }

  String contentType() {
    String ending = name.substring(name.lastIndexOf('.') + 1);
    return TYPES.getOrDefault(ending, "application/octet-stream");
  }

  /** Names under {@code assets/} hold their content's digest; pictures change with a release. */
  CacheControl caching() {
    if (name.startsWith("assets/")) {
      return FOR_EVER;
    }
    return name.startsWith("images/") ? A_DAY : ASK_AGAIN;
  }
}
