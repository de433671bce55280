package dev.crow.pattern.mining;

/**
 * A hypothesis that holds.
 *
 * @param hypothesis what holds
 * @param falseDiscoveryRate share of false ones to be expected among all that are as certain as
 *     this
 */
public record Finding(Hypothesis hypothesis, double falseDiscoveryRate) {

  private static final double LESS_TO_DO_ABOUT = 0.5;

  /**
   * @return from 0 to 1
   */
  public double confidence() {
    return 1 - falseDiscoveryRate;
  }

  /** Larger and more frequent first. */
  double weight() {
    var comparison = hypothesis.comparison();
    double weight = Math.abs(comparison.effect()) * Math.sqrt((double) comparison.group().trials());
    return hypothesis.kind() == Kind.SEQUENCE ? weight * LESS_TO_DO_ABOUT : weight;
  }
}
