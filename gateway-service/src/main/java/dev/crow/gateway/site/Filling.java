package dev.crow.gateway.site;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.UnaryOperator;

/** Completes pages that the build could not know all of: their address, prices, what is there. */
final class Filling {

  /** What the build wrote in the place of the site's address. */
  private static final String ORIGIN = "https://crow-site.invalid";

  private final SiteOrigin origin;
  private final Pricing pricing;
  private final List<SiteFact> facts;

  Filling(SiteOrigin origin, Pricing pricing, List<SiteFact> facts) {
    this.origin = origin;
    this.pricing = pricing;
    this.facts = List.copyOf(facts);
  }

  UnaryOperator<String> of(HttpServletRequest request) {
    String own = origin.of(request);
    return text -> {
      String filled = text;
      for (SiteFact fact : facts) {
        filled = fact.applyTo(filled);
      }
      return pricing.applyTo(filled).replace(ORIGIN, own);
    };
  }
}
