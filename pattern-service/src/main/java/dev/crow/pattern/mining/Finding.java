package dev.crow.pattern.mining;

/**
 * A hypothesis that holds.
 *
 * @param hypothesis what holds
 * @param falseDiscoveryRate share of false ones to be expected among all that are as certain as
 *     this
 */
public record Finding(Hypothesis hypothesis, double falseDiscoveryRate) {

  /**
   * @return from 0 to 1
   */
  public double confidence() {
    return 1 - falseDiscoveryRate;
  }

  /** Larger and more frequent first. */
  double weight() {
    var comparison = hypothesis.comparison();
    return Math.abs(comparison.effect()) * Math.sqrt((double) comparison.group().trials());
  }
}
