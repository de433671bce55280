package dev.crow.pattern.wording;

import dev.crow.pattern.counting.Counts;
import dev.crow.pattern.counting.Segments;
import dev.crow.pattern.counting.Subjects;
import dev.crow.pattern.counting.Tally;
import dev.crow.pattern.counting.VisitCounter;
import dev.crow.pattern.mining.Hypothesis;
import dev.crow.pattern.mining.Measure;
import dev.crow.pattern.mining.Series;
import dev.crow.pattern.mining.Series.Slice;
import dev.crow.pattern.statistics.Share;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says a finding in English by templates. Names come from the counts' labels. Stateless. */
public final class Wording {

  private static final Map<String, String> TROUBLES =
      Map.of(
          "rage-click", "rage clicks",
          "dead-click", "clicks that do nothing",
          "error", "script errors",
          "api-error", "failed calls",
          "slow-page", "slow pages",
          "form-trouble", "refused entries");

  private final Counts counts;
  private final List<Slice> slices;

  /**
   * @param series of the period that is spoken of
   */
  public Wording(Series series) {
    this.counts = series.whole();
    this.slices = series.slices();
  }

  /**
   * @param title a few words
   * @param description one or two sentences with the numbers
   * @param advice what to do about it, or where to look
   */
  public record Text(String title, String description, String advice) {}

  /**
   * @param finding what was found
   * @return it in words
   */
  public Text text(Hypothesis finding) {
    return new Text(title(finding), description(finding), Advice.on(finding, this));
  }

  /**
   * @param finding what was found
   * @param isNew whether it was not there in the period before
   * @return what a model may say of it
   */
  public Brief brief(Hypothesis finding, boolean isNew) {
    return new Briefing(this).of(finding, isNew);
  }

  String title(Hypothesis finding) {
    String more = finding.isUp() ? "more" : "fewer";
    String what = noun(finding.measure(), finding.subject());
    return switch (finding.kind()) {
      case TREND -> Numbers.capital(what) + (finding.isUp() ? " keep rising" : " keep falling");
      case CHANGE -> Numbers.capital(more) + " " + what;
      case SEGMENT ->
          Numbers.capital(more) + " " + what + " " + group(String.valueOf(finding.segment()));
      case AFFINITY -> pair(finding.subject(), " and ") + " are bought together";
      case SEQUENCE -> pair(finding.subject(), " leads to ");
      case FRICTION ->
          finding.measure() == Measure.EXIT_RATE
              ? "Visitors leave at " + finding.subject()
              : Numbers.capital(trouble(finding.subject()));
      case ABANDONMENT -> product(finding.subject()) + " stays in the cart";
      case DEMAND -> "Visitors search for " + quoted(finding.subject()) + " in vain";
      case CONVERSION ->
          product(finding.subject()) + (finding.isUp() ? " sells well" : " sells badly");
      case TOPIC -> {
        String segment = finding.segment();
        yield Numbers.capital(more) + " " + what + (segment == null ? "" : " " + group(segment));
      }
    };
  }

  private String description(Hypothesis finding) {
    Share rest = finding.comparison().rest();
    String now = found(finding) + " (" + Numbers.of(finding.comparison().group()) + ")";
    String then = Numbers.percent(rest) + " " + compared(finding) + " (" + Numbers.of(rest) + ").";
    return switch (finding.kind()) {
      case TREND -> when(finding) + ": " + now + ", after " + then;
      case CHANGE -> when(finding) + ": " + now + ", against " + then + price(finding);
      case SEGMENT -> Numbers.capital(who(finding)) + ", " + now + ", against " + then;
      case TOPIC ->
          (finding.segment() == null ? when(finding) + ": " : Numbers.capital(who(finding)) + ", ")
              + now
              + ", against "
              + then;
      case AFFINITY -> now + ", against " + then + " That is " + times(finding) + ".";
      default -> now + ", against " + then;
    };
  }

  /** The share that is spoken of, and what it is a share of. */
  String found(Hypothesis finding) {
    return Numbers.percent(finding.comparison().group())
        + " "
        + claim(finding.measure(), finding.subject());
  }

  /** What the other share is one of. */
  static String compared(Hypothesis finding) {
    return switch (finding.kind()) {
      case TREND -> "in the time before";
      case CHANGE -> "at other times";
      case SEGMENT -> "of the others";
      case TOPIC -> finding.segment() == null ? "at other times" : "of the others";
      case AFFINITY -> "without it";
      case SEQUENCE -> "after other pages";
      default -> peers(finding.measure());
    };
  }

  static String when(Hypothesis finding) {
    return Numbers.days(finding.from(), finding.to());
  }

  String who(Hypothesis finding) {
    return group(String.valueOf(finding.segment()));
  }

  static String times(Hypothesis finding) {
    return Numbers.times(finding.comparison().ratio());
  }

  private static String peers(Measure measure) {
    return switch (measure) {
      case PRODUCT_CART_RATE, PRODUCT_LEFT_RATE -> "for the other products";
      case EXIT_RATE -> "on pages of the same sort";
      case VAIN_SEARCH_RATE -> "for the average of the other searches without results";
      default -> "for the like of it on other pages";
    };
  }

  /** A price that was another one in that time explains more than the share itself. */
  String price(Hypothesis finding) {
    if (finding.measure() != Measure.PRODUCT_CART_RATE) {
      return "";
    }
    String inside = averagePrice(finding, true);
    String outside = averagePrice(finding, false);
    return inside == null || outside == null || inside.equals(outside)
        ? ""
        : " Its price was " + inside + " in that time, and " + outside + " otherwise.";
  }

  @Nullable String averagePrice(Hypothesis finding, boolean inside) {
    long sum = 0;
    long shown = 0;
    for (Slice slice : slices) {
      boolean within =
          !slice.start().isBefore(finding.from()) && !slice.end().isAfter(finding.to());
      if (within == inside) {
        sum += slice.counts().of(Tally.PRICE_SUM, finding.subject());
        shown += slice.counts().of(Tally.PRICED, finding.subject());
      }
    }
    String currency = counts.label(VisitCounter.CURRENCY + finding.subject(), "");
    return shown == 0 ? null : Numbers.money(Math.round((double) sum / shown), currency);
  }

  /** A plural: what there are more or fewer of. */
  String noun(Measure measure, String subject) {
    return switch (measure) {
      case PURCHASE_RATE -> "orders";
      case CART_RATE -> "filled carts";
      case CHECKOUT_RATE -> "checkouts of filled carts";
      case ABANDONED_CHECKOUT_RATE -> "abandoned checkouts";
      case BOUNCE_RATE -> "visits of a single page";
      case PRODUCT_INTEREST -> "visitors of " + product(subject);
      case PRODUCT_CART_RATE -> "visitors who take " + product(subject);
      case PRODUCT_LEFT_RATE -> "carts left with " + product(subject);
      case SEARCH_INTEREST -> "searches for " + quoted(subject);
      case VAIN_SEARCH_RATE -> "vain searches for " + quoted(subject);
      case TROUBLE_RATE -> trouble(subject);
      case EXIT_RATE -> "visits that end at " + subject;
      case BOUGHT_TOGETHER -> "baskets with " + pair(subject, " and ");
      case NEXT_PAGE -> "steps from " + pair(subject, " to ");
      case TOPIC_SHARE -> "visits about " + subject;
    };
  }

  /** What follows upon a percentage. */
  private String claim(Measure measure, String subject) {
    return switch (measure) {
      case PURCHASE_RATE -> "of visits end in an order";
      case CART_RATE -> "of the visits that see a product put one into the cart";
      case CHECKOUT_RATE -> "of the visits with something in the cart begin the checkout";
      case ABANDONED_CHECKOUT_RATE -> "of checkouts end without an order";
      case BOUNCE_RATE -> "of visits end after one page";
      case PRODUCT_INTEREST -> "of the visits that see a product see " + product(subject);
      case PRODUCT_CART_RATE ->
          "of the visits that see " + product(subject) + " put it into the cart";
      case PRODUCT_LEFT_RATE ->
          "of the visits that put " + product(subject) + " into the cart do not buy it";
      case SEARCH_INTEREST -> "of the visits that search look for " + quoted(subject);
      case VAIN_SEARCH_RATE ->
          "of the visits that search look for " + quoted(subject) + " and find nothing";
      case TROUBLE_RATE ->
          "of the visits of " + Subjects.split(subject).get(1) + " meet " + trouble(subject);
      case EXIT_RATE -> "of the views of " + subject + " are the last of their visit";
      case BOUGHT_TOGETHER -> {
        List<String> products = Subjects.split(subject);
        yield "of the baskets with "
            + product(products.get(0))
            + " hold "
            + product(products.get(1))
            + " too";
      }
      case NEXT_PAGE -> {
        List<String> pages = Subjects.split(subject);
        yield "of the visitors who go on from " + pages.get(0) + " go to " + pages.get(1);
      }
      case TOPIC_SHARE -> "of visits are about " + subject;
    };
  }

  private String trouble(String subject) {
    List<String> parts = Subjects.split(subject);
    String kind = TROUBLES.getOrDefault(parts.get(0), parts.get(0));
    String what = parts.get(2);
    String page = parts.get(1);
    String place = page.isEmpty() ? "" : page.equals(Subjects.PRODUCT_PAGES) ? " on " : " at ";
    if (parts.get(0).equals("slow-page")) {
      return "slow views (" + what + ")" + place + page;
    }
    String of =
        switch (parts.get(0)) {
          case "api-error" -> " to ";
          case "form-trouble" -> " in the form ";
          case "error" -> ": ";
          default -> " on ";
        };
    return kind + (what.isEmpty() ? "" : of + quoted(what)) + place + page;
  }

  String pair(String subject, String joint) {
    List<String> parts = Subjects.split(subject);
    return product(parts.get(0)) + joint + product(parts.get(1));
  }

  /** A page has no label, and is called by its path. */
  String product(String id) {
    String name = counts.label(VisitCounter.PRODUCT_NAME + id, "");
    return name.isEmpty() ? id : quoted(name);
  }

  private String group(String segment) {
    String value = Segments.value(segment);
    return switch (Segments.dimension(segment)) {
      case "device" -> "on " + value + (value.equals("mobile") ? " phones" : "s");
      case "arrival" -> value.equals("direct") ? "coming directly" : "coming by " + value;
      case "language" -> "with pages in language " + quoted(value);
      case "account" -> value.equals("guest") ? "without signing in" : "while signed in";
      case Segments.TROUBLE -> "after " + trouble(value);
      default -> "where " + segment;
    };
  }

  private static String quoted(String text) {
    return "“" + text + "”";
  }
}
