package dev.crow.interaction.description;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what is worth saying from an address that may be no address at all. */
final class Address {

  private static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry("google", "Google"),
          Map.entry("bing", "Bing"),
          Map.entry("duckduckgo", "DuckDuckGo"),
          Map.entry("yahoo", "Yahoo"),
          Map.entry("ecosia", "Ecosia"),
          Map.entry("facebook", "Facebook"),
          Map.entry("instagram", "Instagram"),
          Map.entry("youtube", "YouTube"),
          Map.entry("tiktok", "TikTok"),
          Map.entry("pinterest", "Pinterest"),
          Map.entry("reddit", "Reddit"),
          Map.entry("linkedin", "LinkedIn"),
          Map.entry("chatgpt", "ChatGPT"));

  private static final List<String> PUBLIC_SUFFIXES = List.of("co", "com", "org", "net");

  private Address() {}

  /**
   * @return the host in lower case without port and {@code www.}; null for anything odd
   */
  static @Nullable String host(@Nullable String url) {
    int start = url == null ? -1 : url.indexOf("://");
    if (url == null || start < 1 || start > 10) {
      return null;
    }
    start += 3;
    int end = start;
    while (end < url.length() && "/?#:".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    String host = url.substring(start, end).toLowerCase(Locale.ROOT);
    if (host.startsWith("www.")) {
      host = host.substring(4);
    }
    boolean sane = host.length() <= CleanText.MAX && host.indexOf('.') > 0 && !host.contains("..");
    return sane && host.chars().allMatch(Address::isHostCharacter) ? host : null;
  }

  private static boolean isHostCharacter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
  }

  /**
   * @return {@code Google} for {@code google.de}; the host itself where it is not well known
   */
  static String site(String host) {
    String[] labels = host.split("\\.", -1);
    int owner = labels.length - 2;
    if (owner > 0 && PUBLIC_SUFFIXES.contains(labels[owner])) {
      owner--;
    }
    return KNOWN.getOrDefault(labels[owner], host);
  }

  /**
   * @return the path, without query and fragment, cleaned; null without one
   */
  static @Nullable String path(@Nullable String url) {
    if (url == null) {
      return null;
    }
    int scheme = url.indexOf("://");
    int start = url.startsWith("/") ? 0 : scheme < 0 ? -1 : url.indexOf('/', scheme + 3);
    if (start < 0) {
      return null;
    }
    int end = start;
    while (end < url.length() && "?#".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    return CleanText.of(url.substring(start, end));
  }

  /**
   * @return the address without query and fragment: one page, however it was reached
   */
  static String page(String url) {
    int end = 0;
    while (end < url.length() && "?#".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    return url.substring(0, end);
  }

  /**
   * @return the campaign named by {@code utm_campaign}, cleaned
   */
  static @Nullable String campaign(@Nullable String url) {
    int at = url == null ? -1 : url.indexOf("utm_campaign=");
    if (url == null || at < 1 || "?&".indexOf(url.charAt(at - 1)) < 0) {
      return null;
    }
    int start = at + "utm_campaign=".length();
    int end = start;
    while (end < url.length() && "&#".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    try {
      return CleanText.of(URLDecoder.decode(url.substring(start, end), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
