package dev.crow.analytics.report;

import java.util.Locale;

/** Numbers as reports write them, whatever the machine's own habits are. */
final class Numbers {

  private Numbers() {}

  /** Such as {@code 12,345}. */
  static String whole(long number) {
    return String.format(Locale.ENGLISH, "%,d", number);
  }

  /** Such as {@code 99.9 %}. */
  static String percent(double share) {
    return String.format(Locale.ENGLISH, "%.1f %%", 100 * share);
  }
}
