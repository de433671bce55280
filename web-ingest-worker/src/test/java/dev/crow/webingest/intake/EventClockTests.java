package dev.crow.webingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.webingest.intake.EventClock.Reading;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class EventClockTests {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private final EventClock clock =
      new EventClock(
          new Binder(new MapConfigurationPropertySource())
              .bindOrCreate("crow.intake", IntakeProperties.class));

  @Test
  void movesTimesOfAClockThatIsWrong() {
    assertThat(read("2026-11-21T15:00:00Z", "2026-11-21T14:59:30Z"))
        .isEqualTo(new Reading.At(NOW.minusSeconds(30), true));
    assertThat(read("2026-11-21T09:00:00Z", "2026-11-21T08:00:00Z"))
        .isEqualTo(new Reading.At(NOW.minus(Duration.ofHours(1)), true));
  }

  @Test
  void takesTheTimeARequestIsOnItsWayForNoFault() {
    assertThat(read("2026-11-21T11:59:55Z", "2026-11-21T11:59:50Z"))
        .isEqualTo(new Reading.At(Instant.parse("2026-11-21T11:59:50Z"), false));
  }

  @Test
  void doesNotBelieveABodyThatWasWrittenLongAgo() {
    assertThat(read("2026-11-19T12:00:00Z", "2026-11-19T11:00:00Z"))
        .isEqualTo(new Reading.At(Instant.parse("2026-11-19T11:00:00Z"), false));
  }

  @Test
  void neverMovesATimeBeyondNow() {
    assertThat(read("2026-11-21T11:00:00Z", "2026-11-21T11:30:00Z"))
        .isEqualTo(new Reading.At(NOW, true));
  }

  @Test
  void judgesWhatItMovedLikeEverythingElse() {
    assertThat(read("2026-11-21T13:00:00Z", "2026-11-13T12:30:00Z"))
        .isEqualTo(new Reading.Wrong(Refusal.EVENT_TOO_OLD));
  }

  @Test
  void ignoresWhatItCannotRead() {
    for (Object nonsense : new Object[] {"soon", true, "+999999999-12-31T23:59:59Z", 1e300}) {
      assertThat(clock.skew(nonsense, NOW)).as("%s", nonsense).isZero();
    }
    assertThat(clock.skew(NOW.minusSeconds(60).toEpochMilli(), NOW))
        .isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void leavesTimesByOurOwnClockAlone() {
    assertThat(clock.read(NOW.minusSeconds(5), NOW, Duration.ofHours(3)))
        .isEqualTo(new Reading.At(NOW.minusSeconds(5), false));
  }

  private Reading read(String sentAt, String timestamp) {
    return clock.read(timestamp, NOW, clock.skew(sentAt, NOW));
  }
}
