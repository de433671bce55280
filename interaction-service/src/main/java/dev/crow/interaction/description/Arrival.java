package dev.crow.interaction.description;

import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.contracts.web.v1.WebEvent;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a visit came about, by its landing address and its referrer. */
enum Arrival {
  DIRECT,
  SEARCH,
  SOCIAL,
  EMAIL,
  CAMPAIGN,
  REFERRAL;

  private static final Set<String> ENGINES =
      Set.of("Google", "Bing", "DuckDuckGo", "Yahoo", "Ecosia");
  private static final Set<String> NETWORKS =
      Set.of("Facebook", "Instagram", "YouTube", "TikTok", "Pinterest", "Reddit", "LinkedIn");

  static Arrival of(SessionClosed session) {
    WebEvent first = session.events().getFirst();
    String landing = session.context().landingUrl();
    String url = landing != null ? landing : first.url();
    String query = url == null ? "" : url.toLowerCase(Locale.ROOT);
    if (query.contains("utm_medium=email") || query.contains("utm_medium=newsletter")) {
      return EMAIL;
    }
    if (query.contains("utm_campaign=")
        || query.contains("utm_medium=cpc")
        || query.contains("gclid=")) {
      return CAMPAIGN;
    }
    String referrer = first.referrer() != null ? first.referrer() : session.context().referrer();
    return byReferrer(Address.host(referrer), Address.host(url));
  }

  private static Arrival byReferrer(@Nullable String from, @Nullable String own) {
    if (from == null || from.equals(own)) {
      return DIRECT;
    }
    String site = Address.site(from);
    if (ENGINES.contains(site)) {
      return SEARCH;
    }
    return NETWORKS.contains(site) ? SOCIAL : REFERRAL;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
