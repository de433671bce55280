package dev.crow.analytics.exports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.analytics.exports.Schedule.Content;
import dev.crow.analytics.exports.Schedule.Every;
import dev.crow.analytics.report.Format;
import dev.crow.analytics.report.Kind;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTests {

  private static Content content(Every every) {
    return content(every, "Europe/Berlin");
  }

  private static Content content(Every every, String zone) {
    return new Content(
        Kind.INTERACTIONS, Format.PDF, every, 7, DayOfWeek.MONDAY, 5, zone, null, null, null);
  }

  @ParameterizedTest
  @CsvSource({
    "DAY, 2026-11-21T05:59:00Z, 2026-11-21T06:00:00Z",
    "DAY, 2026-11-21T06:00:00Z, 2026-11-22T06:00:00Z",
    "DAY, 2026-07-21T12:00:00Z, 2026-07-22T05:00:00Z",
    "WEEK, 2026-11-21T12:00:00Z, 2026-11-23T06:00:00Z",
    "WEEK, 2026-11-23T06:00:00Z, 2026-11-30T06:00:00Z",
    "MONTH, 2026-11-05T05:00:00Z, 2026-11-05T06:00:00Z",
    "MONTH, 2026-11-05T06:00:00Z, 2026-12-05T06:00:00Z",
    "MONTH, 2026-12-31T12:00:00Z, 2027-01-05T06:00:00Z"
  })
  void isDueAtTheHourOfItsZone(Every every, Instant after, Instant next) {
    assertThat(content(every).next(after)).isEqualTo(next);
  }

  @Test
  void anHourThatTheClockSkipsIsTheNext() {
    Content atTwo =
        new Content(
            Kind.INTERACTIONS,
            Format.PDF,
            Every.DAY,
            2,
            DayOfWeek.MONDAY,
            1,
            "Europe/Berlin",
            null,
            null,
            null);
    assertThat(atTwo.next(Instant.parse("2026-03-28T12:00:00Z")))
        .isEqualTo(Instant.parse("2026-03-29T01:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "DAY, 2026-11-20, 2026-11-20",
    "WEEK, 2026-11-14, 2026-11-20",
    "MONTH, 2026-10-01, 2026-10-31"
  })
  void tellsOfTheDaysBefore(Every every, LocalDate from, LocalDate to) {
    var filters = content(every, "Pacific/Auckland").filters(Instant.parse("2026-11-20T18:00:00Z"));
    assertThat(filters.from()).isEqualTo(from);
    assertThat(filters.to()).isEqualTo(to);
  }
}
