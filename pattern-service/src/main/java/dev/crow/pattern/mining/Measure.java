package dev.crow.pattern.mining;

import dev.crow.contracts.interaction.v1.InteractionFacts;
import dev.crow.pattern.counting.Counts;
import dev.crow.pattern.counting.Mentions;
import dev.crow.pattern.counting.Subjects;
import dev.crow.pattern.counting.Tally;
import dev.crow.pattern.statistics.Share;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A share that is looked at: of so many of these, so many are those. Each subject of the upper
 * tally (a product, a page, a query) is a share of its own.
 */
public enum Measure {
  /** Of all visits, those that buy. */
  PURCHASE_RATE(Tally.BUYERS, Tally.VISITS, true, true),
  /** Of the visits that see a product, those that put one into the cart. */
  CART_RATE(Tally.CARTERS, Tally.VIEWERS, true, true),
  /** Of the visits with something in the cart, those that begin the checkout. */
  CHECKOUT_RATE(Tally.CHECKOUTS, Tally.CARTERS, true, true),
  /** Of the checkouts begun, those that end without an order. */
  ABANDONED_CHECKOUT_RATE(Tally.ABANDONED_CHECKOUTS, Tally.CHECKOUTS, true, true),
  /** Of all visits, those of one page. */
  BOUNCE_RATE(Tally.BOUNCED, Tally.VISITS, true, true),
  /** Of the visits that see a product, those that see this one. */
  PRODUCT_INTEREST(Tally.VIEWED, Tally.VIEWERS, true, true),
  /** Of the visits that see the product, those that put it into the cart. */
  PRODUCT_CART_RATE(Tally.CARTED, Tally.VIEWED, true, true),
  /** Of the visits that put the product into the cart, those that do not buy it. */
  PRODUCT_LEFT_RATE(Tally.LEFT, Tally.CARTED, true, true),
  /** Of the visits that search, those that search for this. */
  SEARCH_INTEREST(Tally.SEARCHED, Tally.SEARCHERS, true, true),
  /** Of the visits that search, those that search for this and find nothing. */
  VAIN_SEARCH_RATE(Tally.VAIN, Tally.SEARCHERS, true, true),
  /** Of the visits of the page, those that meet this trouble. */
  TROUBLE_RATE(Tally.TROUBLE, Tally.PAGE, true, true),
  /** Of the views of the page, those after which the visitor leaves. */
  EXIT_RATE(Tally.EXITS, Tally.VIEWS, true, false),
  /** Of the baskets with the one product, those with the other one too. */
  BOUGHT_TOGETHER(Tally.PAIR, Tally.IN_BASKET, false, false),
  /** Of the views of the one page, those after which the other one comes. */
  NEXT_PAGE(Tally.STEP, Tally.STEPS_FROM, false, false),
  /** Of the visits looked at, those that are about this. */
  TOPIC_SHARE(Tally.VISITS, Tally.VISITS, false, false);

  private final Tally part;
  private final Tally whole;
  private final boolean overTime;
  private final boolean bySegment;

  Measure(Tally part, Tally whole, boolean overTime, boolean bySegment) {
    this.part = part;
    this.whole = whole;
    this.overTime = overTime;
    this.bySegment = bySegment;
  }

  /**
   * @return as it is written in the API
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @return whether its subjects are products
   */
  public boolean isOfProduct() {
    return this == PRODUCT_INTEREST || this == PRODUCT_CART_RATE || this == PRODUCT_LEFT_RATE;
  }

  /**
   * @param facts of a visit
   * @param subject of this measure
   * @param segment group of visitors, or null for all
   * @return whether the visit is one of those the share is made of
   */
  public boolean counts(InteractionFacts facts, String subject, @Nullable String segment) {
    return Mentions.isIn(facts, segment) && Mentions.has(facts, part, subject);
  }

  /**
   * @param word as in the API
   * @return the measure
   * @throws IllegalArgumentException if there is none
   */
  public static Measure of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  boolean overTime() {
    return overTime;
  }

  boolean bySegment() {
    return bySegment;
  }

  List<String> subjects(Counts counts) {
    return counts.subjects(part);
  }

  Share of(Counts counts, String subject) {
    return share(counts.of(part, subject), counts.of(whole, wholeOf(subject)));
  }

  Share of(Counts counts, String subject, String segment) {
    return share(counts.of(part, subject, segment), counts.of(whole, wholeOf(subject), segment));
  }

  /**
   * A day keeps its most frequent subjects only, so a part may have been kept without its whole.
   */
  private static Share share(long successes, long trials) {
    return new Share(Math.min(successes, trials), trials);
  }

  private String wholeOf(String subject) {
    return switch (this) {
      case PRODUCT_CART_RATE, PRODUCT_LEFT_RATE, EXIT_RATE -> subject;
      case TROUBLE_RATE -> Subjects.split(subject).get(1);
      case BOUGHT_TOGETHER, NEXT_PAGE -> Subjects.split(subject).getFirst();
      default -> Subjects.SHOP;
    };
  }
}
