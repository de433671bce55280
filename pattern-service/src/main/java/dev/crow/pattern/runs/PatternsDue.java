package dev.crow.pattern.runs;

import java.time.LocalDate;

/**
 * The patterns of a period are to be worked out: what this service tells itself.
 *
 * @param organizationId whose
 * @param timePeriod such as {@code week}
 * @param start first day of the period
 * @param cause {@code changed} or {@code asked}
 */
record PatternsDue(String organizationId, String timePeriod, LocalDate start, String cause) {

  static final String CHANGED = "changed";
  static final String ASKED = "asked";
}
