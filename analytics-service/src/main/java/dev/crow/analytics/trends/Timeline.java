package dev.crow.analytics.trends;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The days a question is about, by somebody's calendar.
 *
 * @param from first day
 * @param to last day
 * @param zone whose days
 */
record Timeline(LocalDate from, LocalDate to, ZoneId zone) {

  private static final int MOST_POINTS = 1_000;
  private static final int MOST_DAYS = 3_660;
  private static final int DAYS = 30;

  /**
   * @param from first day; null for 29 days before the last
   * @param to last day; null for today
   * @param timeZone IANA name; null for UTC
   */
  static Timeline of(
      @Nullable LocalDate from, @Nullable LocalDate to, @Nullable String timeZone, Clock clock) {
    ZoneId zone = zone(timeZone);
    LocalDate last =
        Objects.requireNonNullElseGet(to, () -> LocalDate.ofInstant(clock.instant(), zone));
    LocalDate first = Objects.requireNonNullElseGet(from, () -> last.minusDays(DAYS - 1));
    if (first.isAfter(last)) {
      throw new ApiException(ErrorCode.INVALID_PARAMETER, "from is not after to.").field("from");
    }
    if (first.plusDays(MOST_DAYS).isBefore(last)
        || first.getYear() < 2000
        || last.getYear() > 2200) {
      throw new ApiException(
              ErrorCode.INVALID_PARAMETER, "At most ten years between 2000 and 2200 are looked at.")
          .field("from");
    }
    return new Timeline(first, last, zone);
  }

  static ZoneId zone(@Nullable String timeZone) {
    try {
      return ZoneId.of(Objects.requireNonNullElse(timeZone, "UTC"));
    } catch (DateTimeException _) {
      throw new ApiException(
              ErrorCode.INVALID_PARAMETER, "timeZone is an IANA name such as Europe/Berlin.")
          .field("timeZone");
    }
  }

  Stretch whole() {
    return new Stretch(second(from.atStartOfDay()), second(to.plusDays(1).atStartOfDay()));
  }

  /** As many days right before. */
  Timeline before() {
    long days = to.toEpochDay() - from.toEpochDay() + 1;
    return new Timeline(from.minusDays(days), to.minusDays(days), zone);
  }

  /** In order; the first and the last may be shorter than the interval. */
  List<Stretch> points(Interval interval) {
    List<Stretch> points = new ArrayList<>();
    LocalDateTime at = from.atStartOfDay();
    LocalDateTime end = to.plusDays(1).atStartOfDay();
    while (at.isBefore(end)) {
      LocalDateTime next = interval.next(at);
      LocalDateTime last = next.isBefore(end) ? next : end;
      // An hour that the clock skips or repeats is no hour of its own.
      if (second(at) < second(last)) {
        points.add(new Stretch(second(at), second(last)));
      }
      if (points.size() > MOST_POINTS) {
        throw new ApiException(
                ErrorCode.INVALID_PARAMETER, "At most 1,000 points: choose a longer interval.")
            .field("interval");
      }
      at = last;
    }
    return points;
  }

  private long second(LocalDateTime time) {
    return time.atZone(zone).toEpochSecond();
  }
}
