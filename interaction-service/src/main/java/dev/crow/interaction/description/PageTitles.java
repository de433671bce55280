package dev.crow.interaction.description;

import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.contracts.web.v1.WebEventTypes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The titles of one session's pages without the site's own name, which sites put behind each of
 * them: "Trail jacket | Tarnvik". It is told by two different pages ending in it, or by the host.
 */
final class PageTitles {

  private static final Pattern LAST_PART = Pattern.compile("(.*\\S)\\s+[|–—·•»-]\\s+(\\S.*)");

  private final Set<String> siteNames;

  private PageTitles(Set<String> siteNames) {
    this.siteNames = siteNames;
  }

  static PageTitles of(List<WebEvent> events) {
    Map<String, Set<String>> pagesByEnding = new HashMap<>();
    Set<String> names = new HashSet<>();
    for (WebEvent event : events) {
      Matcher parts = parts(event);
      if (parts != null && event.type().equals(WebEventTypes.PAGE_VIEW)) {
        String ending = parts.group(2);
        Set<String> pages = pagesByEnding.computeIfAbsent(ending, _ -> new HashSet<>());
        pages.add(parts.group(1));
        if (pages.size() > 1 || isNamedByHost(ending, event.url())) {
          names.add(ending);
        }
      }
    }
    return new PageTitles(names);
  }

  /**
   * @return the title of the event's page, fit for a sentence; null if it has none
   */
  @Nullable String of(WebEvent event) {
    Matcher parts = parts(event);
    return parts != null && siteNames.contains(parts.group(2))
        ? CleanText.of(parts.group(1))
        : CleanText.of(event.title());
  }

  private static @Nullable Matcher parts(WebEvent event) {
    String title = CleanText.of(event.title());
    if (title == null) {
      return null;
    }
    Matcher parts = LAST_PART.matcher(title);
    return parts.matches() ? parts : null;
  }

  /** "Acme Shop" is the name of {@code acme-shop.example} and of {@code shop.acmeshop.de}. */
  private static boolean isNamedByHost(String name, @Nullable String url) {
    String host = Address.host(url);
    String plain = letters(name);
    return host != null
        && !plain.isEmpty()
        && Pattern.compile("\\.").splitAsStream(host).anyMatch(l -> letters(l).equals(plain));
  }

  private static String letters(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
