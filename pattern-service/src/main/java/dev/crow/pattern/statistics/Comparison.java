package dev.crow.pattern.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.inference.FisherExactTest;

/**
 * Two shares of different trials, compared.
 *
 * @param group the one that is spoken of
 * @param rest what it is compared with
 */
public record Comparison(Share group, Share rest) {

  /** Fewer expected than this in any cell, and the normal approximation is not trusted. */
  private static final double APPROXIMATION_FROM = 10;

  /** Largest table for which the exact test is quick enough. */
  private static final long LARGEST_EXACT = 50_000_000;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /**
   * @return the probability of a difference at least as large if there were none; exact for small
   *     numbers
   */
  public double pValue() {
    Share both = group.plus(rest);
    if (group.trials() == 0
        || rest.trials() == 0
        || both.successes() == 0
        || both.successes() == both.trials()) {
      return 1;
    }
    if (smallestExpected(both) < APPROXIMATION_FROM && both.trials() < LARGEST_EXACT) {
      return exact();
    }
    return twoSided(z());
  }

  /**
   * @return the same from the exact test, whatever the numbers
   */
  public double exact() {
    return FisherExactTest.withDefaults()
        .test(
            new int[][] {
              {
                Math.toIntExact(group.successes()),
                Math.toIntExact(group.trials() - group.successes())
              },
              {Math.toIntExact(rest.successes()), Math.toIntExact(rest.trials() - rest.successes())}
            })
        .getPValue();
  }

  private double smallestExpected(Share both) {
    double rate = both.rate();
    return Math.min(group.trials(), rest.trials()) * Math.min(rate, 1 - rate);
  }

  /**
   * @return the difference in standard errors under "no difference"; 0 where nothing can differ
   */
  public double z() {
    double rate = group.plus(rest).rate();
    double variance = rate * (1 - rate) * (1.0 / group.trials() + 1.0 / rest.trials());
    return variance > 0 && Double.isFinite(variance) ? difference() / Math.sqrt(variance) : 0;
  }

  /**
   * @param z standard errors
   * @return how probable at least as many are, to either side
   */
  public static double twoSided(double z) {
    return Math.min(1, 2 * NORMAL.survivalProbability(Math.abs(z)));
  }

  /**
   * @return rate of the group less that of the rest
   */
  public double difference() {
    return group.rate() - rest.rate();
  }

  /**
   * @return Newcombe's interval of the difference, from Wilson's of both rates
   */
  public Interval differenceInterval() {
    Interval a = group.interval();
    Interval b = rest.interval();
    double below = Math.hypot(group.rate() - a.low(), b.high() - rest.rate());
    double above = Math.hypot(a.high() - group.rate(), rest.rate() - b.low());
    return new Interval(Math.max(-1, difference() - below), Math.min(1, difference() + above));
  }

  /**
   * @return how many times the rest's rate the group's is; 1 where both are 0, and where only the
   *     rest's is 0, as if half a success had been seen there
   */
  public double ratio() {
    if (group.successes() == 0 && rest.successes() == 0) {
      return 1;
    }
    double base = rest.successes() > 0 ? rest.rate() : 0.5 / Math.max(1, rest.trials());
    double rate = group.successes() > 0 ? group.rate() : 0.5 / Math.max(1, group.trials());
    return rate / base;
  }

  /**
   * @return Cohen's h: the difference on a scale on which equal steps are equally easy to see; 0.2
   *     is small, 0.5 medium, 0.8 large
   */
  public double effect() {
    return 2 * Math.asin(Math.sqrt(group.rate())) - 2 * Math.asin(Math.sqrt(rest.rate()));
  }
}
