package dev.crow.notification.letter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.notification.preference.MailMode;
import java.time.Instant;
import java.time.ZonedDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestsTests {

  @ParameterizedTest
  @CsvSource({
    // A Saturday, before and after eight.
    "DAILY, 2026-11-21T07:59:00+01:00[Europe/Berlin], 2026-11-21T07:00:00Z",
    "DAILY, 2026-11-21T08:00:00+01:00[Europe/Berlin], 2026-11-22T07:00:00Z",
    "WEEKLY, 2026-11-21T08:00:00+01:00[Europe/Berlin], 2026-11-23T07:00:00Z",
    // A Monday.
    "WEEKLY, 2026-11-23T07:00:00+01:00[Europe/Berlin], 2026-11-23T07:00:00Z",
    "WEEKLY, 2026-11-23T08:00:00+01:00[Europe/Berlin], 2026-11-30T07:00:00Z",
    // The clocks are put back in the night.
    "DAILY, 2026-10-24T12:00:00+02:00[Europe/Berlin], 2026-10-25T07:00:00Z",
    "DAILY, 2026-11-21T12:00:00-08:00[America/Los_Angeles], 2026-11-22T16:00:00Z"
  })
  void comesOnTheReadersNextMorning(MailMode period, ZonedDateTime now, Instant next) {
    assertThat(Digests.next(period, now, 8)).isEqualTo(next);
  }
}
