package dev.crow.pattern.mining;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How long a time patterns are about, shortest first. Days are UTC, and weeks begin on Monday. */
public enum TimePeriod {
  DAY,
  WEEK,
  MONTH,
  YEAR,
  ALL_TIME;

  /** Begins {@link #ALL_TIME}. */
  public static final LocalDate EVER = LocalDate.EPOCH;

  private static final LocalDate NEVER = LocalDate.of(9999, 12, 31);

  /**
   * @param day any
   * @return first day of the period it is in
   */
  public LocalDate startOf(LocalDate day) {
    return switch (this) {
      case DAY -> day;
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> day.withDayOfMonth(1);
      case YEAR -> day.withDayOfYear(1);
      case ALL_TIME -> EVER;
    };
  }

  /**
   * @param start first day of a period
   * @return day after its last
   */
  public LocalDate end(LocalDate start) {
    return switch (this) {
      case DAY -> start.plusDays(1);
      case WEEK -> start.plusWeeks(1);
      case MONTH -> start.plusMonths(1);
      case YEAR -> start.plusYears(1);
      case ALL_TIME -> NEVER;
    };
  }

  /**
   * @param start first day of a period
   * @return first day of the one before
   */
  public LocalDate previous(LocalDate start) {
    return this == ALL_TIME ? start : startOf(start.minusDays(1));
  }

  /**
   * @return whether it has no end
   */
  public boolean isEndless() {
    return this == ALL_TIME;
  }

  /**
   * @return as it is stored, and written in the API
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @param word as in the API
   * @return the period, or empty if there is none
   */
  public static Optional<TimePeriod> of(String word) {
    return Arrays.stream(values()).filter(period -> period.word().equals(word)).findFirst();
  }
}
