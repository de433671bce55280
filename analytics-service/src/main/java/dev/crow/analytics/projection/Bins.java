package dev.crow.analytics.projection;

import dev.crow.analytics.projection.Measure.Keys;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * A distribution as counts in cells: each value counts in the bin that an {@link Histogram} of two
 * significant digits would put it into. So distributions merge by adding, values can be taken out
 * again, and a percentile is at most 1 % off.
 */
public final class Bins {

  private static final int DIGITS = 2;
  private static final long HIGHEST = 1_000_000_000_000L;

  private final Histogram scale = empty();

  /**
   * @return a histogram with these bins
   */
  public static Histogram empty() {
    return new Histogram(1, HIGHEST, DIGITS);
  }

  /**
   * @param group which distribution of the measure; empty where there is one
   * @param value counted; it is brought within the scale
   * @return the key of its bin
   */
  String key(String group, long value) {
    long bin = scale.lowestEquivalentValue(Math.clamp(value, 0, HIGHEST));
    return Keys.pair(group, String.format(Locale.ROOT, "%013d", bin));
  }
}
