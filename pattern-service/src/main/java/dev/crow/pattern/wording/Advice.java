package dev.crow.pattern.wording;

import dev.crow.pattern.counting.Segments;
import dev.crow.pattern.counting.Subjects;
import dev.crow.pattern.mining.Hypothesis;
import dev.crow.pattern.mining.Kind;
import dev.crow.pattern.mining.Measure;
import java.util.List;

/** What to do about a finding: where to look first. It claims no cause that was not counted. */
final class Advice {

  private Advice() {}

  static String on(Hypothesis finding, Wording words) {
    return switch (finding.kind()) {
      case AFFINITY -> "Offer the one where the other is bought, or both as a set.";
      case SEQUENCE -> "Keep this way short and quick: many go it.";
      case DEMAND -> "Add it to the range if it fits, or let the search show the nearest there is.";
      case ABANDONMENT ->
          "Look at the examples: delivery costs, sizes and delivery times are what to check first.";
      case CONVERSION ->
          finding.isUp()
              ? "Show it to more visitors: those who see it take it."
              : "Compare its page, price and stock with those of products that sell.";
      case FRICTION -> friction(finding);
      case SEGMENT -> segment(finding);
      case TREND, CHANGE -> overTime(finding, words);
      case TOPIC -> "Read the examples to see what these visitors came for.";
    };
  }

  private static String friction(Hypothesis finding) {
    if (finding.measure() == Measure.EXIT_RATE) {
      return "Open the page as a visitor does, and measure how long it takes to show.";
    }
    List<String> parts = Subjects.split(finding.subject());
    return switch (parts.getFirst()) {
      case "slow-page" -> "Find what keeps the page from showing: images, scripts, a slow query.";
      case "form-trouble" -> "Try the form with entries that real visitors make, on their devices.";
      case "api-error" -> "Look into the log of the service that is called.";
      case "error" -> "Look for the message in the page's scripts.";
      default -> "Click it yourself: it looks usable and does not do what visitors expect.";
    };
  }

  private static String segment(Hypothesis finding) {
    String dimension = Segments.dimension(String.valueOf(finding.segment()));
    boolean good = isGood(finding.measure()) == finding.isUp();
    return switch (dimension) {
      case Segments.TROUBLE ->
          good
              ? "These visitors go on in spite of it; it still costs them time."
              : "Mend this first: those who meet it turn away.";
      case "device" ->
          good
              ? "See what works on this device, and whether others can have it too."
              : "Try it on such a device, from the first page to the end.";
      default ->
          good
              ? "These visitors are worth winning more of."
              : "Check what these visitors see, and whether it is what they came for.";
    };
  }

  private static String overTime(Hypothesis finding, Wording words) {
    if (finding.measure() == Measure.PRODUCT_CART_RATE && finding.kind() == Kind.CHANGE) {
      String inside = words.averagePrice(finding, true);
      String outside = words.averagePrice(finding, false);
      if (inside != null && outside != null && !inside.equals(outside)) {
        return finding.isUp()
            ? "The price was another one then. See whether the order value makes up for it."
            : "The price was another one then. Weigh what it brings against the orders it costs.";
      }
    }
    return switch (finding.measure()) {
      case PRODUCT_INTEREST, SEARCH_INTEREST ->
          finding.isUp()
              ? "See where these visitors come from, and keep enough in stock."
              : "See whether a link, a campaign or the season brought them before.";
      case VAIN_SEARCH_RATE -> "Say something useful where nothing is found.";
      case TROUBLE_RATE ->
          finding.isUp()
              ? "See what was changed on these days, and take it back if it is the cause."
              : "It got better. Keep what was changed.";
      default ->
          isGood(finding.measure()) == finding.isUp()
              ? "See what was done differently on these days, and keep it."
              : "See what was changed on these days: prices, pages, campaigns, releases.";
    };
  }

  private static boolean isGood(Measure measure) {
    return switch (measure) {
      case ABANDONED_CHECKOUT_RATE,
          BOUNCE_RATE,
          PRODUCT_LEFT_RATE,
          VAIN_SEARCH_RATE,
          TROUBLE_RATE,
          EXIT_RATE ->
          false;
      default -> true;
    };
  }
}
