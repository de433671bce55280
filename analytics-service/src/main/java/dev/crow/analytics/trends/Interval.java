package dev.crow.analytics.trends;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;

/** How long a point of a trend is. */
enum Interval {
  HOUR("hour"),
  DAY("day"),
  /** From Monday. */
  WEEK("week"),
  MONTH("month");

  private final String word;

  Interval(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  static Interval of(String word) {
    return Arrays.stream(values())
        .filter(interval -> interval.word.equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new ApiException(
                        ErrorCode.INVALID_PARAMETER, "interval is hour, day, week or month.")
                    .field("interval"));
  }

  /** First moment after {@code time} at which another interval begins, by the local clock. */
  LocalDateTime next(LocalDateTime time) {
    return switch (this) {
      case HOUR -> time.truncatedTo(ChronoUnit.HOURS).plusHours(1);
      case DAY -> time.toLocalDate().plusDays(1).atStartOfDay();
      case WEEK -> time.toLocalDate().with(TemporalAdjusters.next(DayOfWeek.MONDAY)).atStartOfDay();
      case MONTH -> time.toLocalDate().withDayOfMonth(1).plusMonths(1).atStartOfDay();
    };
  }
}
