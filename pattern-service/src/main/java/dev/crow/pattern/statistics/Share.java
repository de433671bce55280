package dev.crow.pattern.statistics;

import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/**
 * So many of so many.
 *
 * @param successes from 0 to {@code trials}
 * @param trials 0 or more
 */
public record Share(long successes, long trials) {

  private static final double ERROR = 0.05;

  /** Refuses more successes than trials. */
  public Share {
    if (successes < 0 || successes > trials) {
      throw new IllegalArgumentException(successes + " of " + trials);
    }
  }

  /**
   * @param whole what this is a part of
   * @return the rest of it
   */
  public Share complementIn(Share whole) {
    return new Share(whole.successes - successes, whole.trials - trials);
  }

  /**
   * @param other another part of the same whole
   * @return both together
   */
  public Share plus(Share other) {
    return new Share(successes + other.successes, trials + other.trials);
  }

  /**
   * @return from 0 to 1; 0 if there were no trials
   */
  public double rate() {
    return trials == 0 ? 0 : (double) successes / trials;
  }

  /**
   * @return Wilson's interval around the rate, which holds the true one 95 times in 100
   */
  public Interval interval() {
    if (trials == 0) {
      return new Interval(0, 1);
    }
    // The library counts in ints; beyond them the interval is narrower than anything shown.
    long scale = Math.max(1, trials / 1_000_000_000L + 1);
    var interval =
        BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(
            Math.toIntExact(trials / scale), Math.toIntExact(successes / scale), ERROR);
    // Rounding leaves the bound of all or none a last digit beside it.
    return new Interval(
        Math.clamp(interval.getLowerBound(), 0, rate()),
        Math.clamp(interval.getUpperBound(), rate(), 1));
  }
}
