package dev.crow.pattern.mining;

import dev.crow.pattern.statistics.Comparison;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something that was tested, whether or not it was found to be so.
 *
 * @param kind what it would be
 * @param measure the share that is compared
 * @param subject of the measure
 * @param segment the group of visitors compared with the others, or null
 * @param from first day it is about
 * @param to day after the last
 * @param comparison what is compared with what
 * @param pValue probability of at least such a difference if there were none
 */
public record Hypothesis(
    Kind kind,
    Measure measure,
    String subject,
    @Nullable String segment,
    LocalDate from,
    LocalDate to,
    Comparison comparison,
    double pValue) {

  private static final double SMALLEST_EFFECT = 0.06;
  private static final double SMALLEST_RATIO = 1.25;
  private static final int FEWEST = 5;

  /**
   * @return whether the share is higher than what it is compared with
   */
  public boolean isUp() {
    return comparison.difference() > 0;
  }

  /**
   * @return the same for the same statement about another period
   */
  public String identity() {
    return key() + (isUp() ? "|up" : "|down");
  }

  /**
   * @return what was tested, whichever way it turned out
   */
  public String key() {
    // A change that turns out to go on is still the same statement.
    String form = kind == Kind.TREND ? Kind.CHANGE.word() : kind.word();
    return String.join("|", form, measure.word(), subject, segment == null ? "" : segment);
  }

  /** Whether anybody would want to know: not only certain, but large and frequent enough. */
  boolean matters() {
    double ratio = comparison.ratio();
    double expected = comparison.rest().rate() * comparison.group().trials();
    return Math.abs(comparison.effect()) >= SMALLEST_EFFECT
        && Math.max(ratio, 1 / ratio) >= SMALLEST_RATIO
        && Math.max((double) comparison.group().successes(), expected) >= FEWEST;
  }
}
