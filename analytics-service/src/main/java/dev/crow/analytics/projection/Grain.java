package dev.crow.analytics.projection;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;

/**
 * Lengths of the buckets that counts are kept in, shortest first. Buckets are UTC; every time zone
 * in use is a whole number of quarters of an hour away from it.
 */
public enum Grain {
  QUARTER("15m"),
  HOUR("1h"),
  DAY("1d"),
  /** From Monday. */
  WEEK("1w"),
  MONTH("1mo");

  /** As a stretch of time is covered. */
  public static final List<Grain> LONGEST_FIRST = List.of(MONTH, WEEK, DAY, HOUR, QUARTER);

  private static final long SECONDS_OF_DAY = 86_400;

  private final String word;

  Grain(String word) {
    this.word = word;
  }

  /**
   * @return its name in the database
   */
  public String word() {
    return word;
  }

  /**
   * @param second since 1970
   * @return first second of the bucket it is in
   */
  public long start(long second) {
    return switch (this) {
      case QUARTER -> Math.floorDiv(second, 900) * 900;
      case HOUR -> Math.floorDiv(second, 3_600) * 3_600;
      case DAY -> Math.floorDiv(second, SECONDS_OF_DAY) * SECONDS_OF_DAY;
      case WEEK -> second(date(second).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
      case MONTH -> second(date(second).withDayOfMonth(1));
    };
  }

  /**
   * @param start first second of a bucket
   * @return first second of the one after it
   */
  public long next(long start) {
    return switch (this) {
      case QUARTER -> start + 900;
      case HOUR -> start + 3_600;
      case DAY -> start + SECONDS_OF_DAY;
      case WEEK -> start + 7 * SECONDS_OF_DAY;
      case MONTH -> second(date(start).plusMonths(1));
    };
  }

  private static LocalDate date(long second) {
    return LocalDate.ofInstant(Instant.ofEpochSecond(second), ZoneOffset.UTC);
  }

  private static long second(LocalDate date) {
    return date.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
  }
}
