package dev.crow.pattern.mining;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What sort of regularity a pattern is. */
public enum Kind {
  /** A share rises or falls all along. */
  TREND,
  /** A share is different for some time. */
  CHANGE,
  /** One group of visitors differs from the others. */
  SEGMENT,
  /** Two products are bought together. */
  AFFINITY,
  /** One page leads to another. */
  SEQUENCE,
  /** Something goes wrong at one place, or visitors leave there. */
  FRICTION,
  /** A product stays in the cart. */
  ABANDONMENT,
  /** Visitors look for what is not there. */
  DEMAND,
  /** A product sells better or worse than the others. */
  CONVERSION,
  /** What visits are about, where that changes or differs between visitors. */
  TOPIC;

  /**
   * @return as it is written in the API
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @param word as in the API
   * @return the kind, or empty if there is none
   */
  public static Optional<Kind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }
}
