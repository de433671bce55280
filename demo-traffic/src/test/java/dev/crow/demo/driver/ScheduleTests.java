package dev.crow.demo.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ScheduleTests {

  private static final Instant BEGIN = Instant.parse("2026-10-14T15:00:00Z");
  private static final TrafficSettings PLAIN =
      TrafficSettings.of(URI.create("http://127.0.0.1:8000"), "k");

  @Test
  void spreadsTheStartsEvenly() {
    Schedule schedule = schedule(Duration.ofSeconds(40), Duration.ofSeconds(15), 100);
    assertThat(schedule.untilStart(0, BEGIN)).isZero();
    assertThat(schedule.untilStart(50, BEGIN)).isEqualTo(Duration.ofSeconds(20));
    assertThat(schedule.untilStart(50, BEGIN.plusSeconds(25))).isZero();
  }

  @Test
  void pausesBetweenBatchesButNeverSoLongThatTheSessionWouldClose() {
    assertThat(schedule(Duration.ofSeconds(40), Duration.ofSeconds(15), 100).between(4))
        .isEqualTo(Duration.ofMillis(560));
    assertThat(schedule(Duration.ofSeconds(400), Duration.ofSeconds(8), 8).between(2))
        .isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void doesNotWaitWhenThereIsNoTimeToFill() {
    Schedule schedule = schedule(Duration.ZERO, Duration.ofSeconds(20), 3);
    assertThat(schedule.untilStart(2, BEGIN)).isZero();
    assertThat(schedule.between(1)).isZero();
  }

  private static Schedule schedule(Duration sending, Duration gap, int sessions) {
    return new Schedule(PLAIN.spreadOver(sending, gap), sessions, BEGIN);
  }
}
