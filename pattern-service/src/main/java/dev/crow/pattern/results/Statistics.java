package dev.crow.pattern.results;

import dev.crow.pattern.mining.Hypothesis;
import dev.crow.pattern.statistics.Comparison;
import dev.crow.pattern.statistics.Interval;
import dev.crow.pattern.statistics.Share;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What a pattern rests on.
 *
 * @param support the share the pattern is about
 * @param baseline what it is compared with
 * @param difference support less baseline, with Newcombe's 95 % interval
 * @param ratio how many times the baseline the support is
 * @param effect Cohen's h: 0.2 is small, 0.5 medium, 0.8 large
 * @param pValue probability of at least such a difference by chance
 * @param falseDiscoveryRate share of chance findings among all that are as certain
 */
@Schema(name = "PatternStatistics")
public record Statistics(
    Measured support,
    Measured baseline,
    Difference difference,
    double ratio,
    double effect,
    double pValue,
    double falseDiscoveryRate) {

  /**
   * A share with Wilson's 95 % interval.
   *
   * @param count how many
   * @param of of how many
   * @param rate the quotient
   * @param low lower end of the interval
   * @param high upper end
   */
  @Schema(name = "MeasuredShare")
  public record Measured(long count, long of, double rate, double low, double high) {

    static Measured from(Share share) {
      Interval interval = share.interval();
      return new Measured(
          share.successes(), share.trials(), share.rate(), interval.low(), interval.high());
    }
  }

  /**
   * A difference of rates.
   *
   * @param value the difference
   * @param low lower end of its interval
   * @param high upper end
   */
  @Schema(name = "MeasuredDifference")
  public record Difference(double value, double low, double high) {}

  static Statistics of(Hypothesis hypothesis, double falseDiscoveryRate) {
    Comparison comparison = hypothesis.comparison();
    Interval interval = comparison.differenceInterval();
    return new Statistics(
        Measured.from(comparison.group()),
        Measured.from(comparison.rest()),
        new Difference(comparison.difference(), interval.low(), interval.high()),
        comparison.ratio(),
        comparison.effect(),
        hypothesis.pValue(),
        falseDiscoveryRate);
  }
}
