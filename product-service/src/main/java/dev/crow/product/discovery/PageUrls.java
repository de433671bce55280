package dev.crow.product.discovery;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** URLs of pages, so that one page has one. */
final class PageUrls {

  private static final int LONGEST = 2000;
  private static final Pattern TRACKING =
      Pattern.compile(
          "(utm_.*|gclid|dclid|fbclid|msclkid|yclid|igshid|mc_[ce]id|_ga|_gl|ref|srsltid)=?.*");
  private static final Pattern PRODUCT =
      Pattern.compile(".*/(products?|items?|p|dp|shop|catalog|artikel|produkte?|produits?)/.+");
  private static final Pattern FILE =
      Pattern.compile(
          ".*\\.(jpe?g|png|gif|webp|avif|svg|css|js|pdf|zip|mp4|webm|woff2?|ico|xml|json)");

  private PageUrls() {}

  /** Returns null if it is no URL of a page of this host, or too long. */
  static @Nullable String within(URI site, String link) {
    try {
      URI absolute = site.resolve(link.strip());
      String scheme = absolute.getScheme();
      if (absolute.getHost() == null
          || scheme == null
          || !sameHost(site, absolute)
          || !(scheme.equals("http") || scheme.equals("https"))
          || FILE.matcher(absolute.getRawPath().toLowerCase(Locale.ROOT)).matches()) {
        return null;
      }
      String text = plain(absolute);
      return text.length() > LONGEST ? null : text;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  static boolean sameHost(URI site, URI other) {
    return bare(site).equals(bare(other)) && site.getPort() == other.getPort();
  }

  /** Shops use the name with and without www as one. */
  private static String bare(URI uri) {
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    return host.startsWith("www.") ? host.substring("www.".length()) : host;
  }

  /** The same without fragment and what only tells where a visitor came from. */
  private static String plain(URI uri) {
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    List<String> kept = new ArrayList<>();
    if (uri.getRawQuery() != null) {
      for (String parameter : uri.getRawQuery().split("&", -1)) {
        if (!parameter.isEmpty() && !TRACKING.matcher(parameter).matches()) {
          kept.add(parameter);
        }
      }
    }
    return uri.getScheme()
        + "://"
        + uri.getRawAuthority().toLowerCase(Locale.ROOT)
        + path
        + (kept.isEmpty() ? "" : "?" + String.join("&", kept));
  }

  static boolean looksLikeProduct(String url) {
    return PRODUCT.matcher(url.toLowerCase(Locale.ROOT)).matches();
  }
}
