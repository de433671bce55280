package dev.crow.analytics.trends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crow.analytics.projection.Grain;
import dev.crow.analytics.trends.Stretch.Run;
import dev.crow.web.ApiException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TimelineTests {

  private static final Set<Grain> ALL = EnumSet.allOf(Grain.class);
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void aDayOnWhichTheClockIsPutBackHasTwentyFiveHours() {
    LocalDate day = LocalDate.of(2026, 10, 25);
    Stretch whole = new Timeline(day, day, BERLIN).whole();
    assertThat(whole.end() - whole.start()).isEqualTo(25 * 3_600);
    assertThat(whole.startsAt()).hasToString("2026-10-24T22:00:00Z");
  }

  @Test
  void hoursCoverSuchADayWithoutGap() {
    for (LocalDate day : List.of(LocalDate.of(2026, 10, 25), LocalDate.of(2026, 3, 29))) {
      Timeline timeline = new Timeline(day, day, BERLIN);
      List<Stretch> hours = timeline.points(Interval.HOUR);
      assertThat(hours.getFirst().start()).isEqualTo(timeline.whole().start());
      assertThat(hours.getLast().end()).isEqualTo(timeline.whole().end());
      for (int i = 1; i < hours.size(); i++) {
        assertThat(hours.get(i).start()).isEqualTo(hours.get(i - 1).end());
      }
    }
  }

  @Test
  void weeksBeginOnMondayAndAreCutAtTheEnds() {
    Timeline timeline =
        new Timeline(LocalDate.of(2026, 11, 5), LocalDate.of(2026, 11, 17), ZoneId.of("UTC"));
    assertThat(timeline.points(Interval.WEEK))
        .extracting(point -> point.startsAt().toString())
        .containsExactly("2026-11-05T00:00:00Z", "2026-11-09T00:00:00Z", "2026-11-16T00:00:00Z");
  }

  @Test
  void aMonthOfAFarZoneIsDaysWithHoursAtTheEnds() {
    Timeline timeline = new Timeline(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 30), BERLIN);
    List<Run> runs = timeline.whole().covered(ALL);
    assertThat(runs.getFirst().grain()).isEqualTo(Grain.HOUR);
    assertThat(runs).extracting(Run::grain).contains(Grain.WEEK, Grain.DAY);
    assertThat(runs.getLast().grain()).isEqualTo(Grain.HOUR);
    assertThat(runs.size()).isLessThan(8);
  }

  @Test
  void runsCoverEveryStretchOnce() {
    Random random = new Random(4);
    for (int i = 0; i < 500; i++) {
      long start = 1_700_000_100L / 900 * 900 + random.nextInt(40_000) * 900L;
      Stretch stretch = new Stretch(start, start + (1 + random.nextInt(9_000)) * 900L);
      long at = stretch.start();
      for (Run run : stretch.covered(ALL)) {
        assertThat(run.from()).isEqualTo(at);
        assertThat(run.grain().start(run.from())).isEqualTo(run.from());
        assertThat(run.grain().start(run.to())).isEqualTo(run.to());
        at = run.to();
      }
      assertThat(at).isEqualTo(stretch.end());
    }
  }

  @Test
  void aZoneOfHalfHoursIsNotCoveredByHours() {
    LocalDate day = LocalDate.of(2026, 11, 1);
    Stretch whole = new Timeline(day, day, ZoneId.of("Asia/Kolkata")).whole();
    assertThat(whole.isCoveredBy(ALL)).isTrue();
    assertThat(whole.isCoveredBy(EnumSet.of(Grain.HOUR, Grain.DAY))).isFalse();
  }

  @Test
  void refusesWhatIsNoTime() {
    LocalDate day = LocalDate.of(2026, 11, 1);
    Clock clock = Clock.systemUTC();
    assertThatThrownBy(() -> Timeline.of(day, day.minusDays(1), null, clock))
        .isInstanceOf(ApiException.class);
    assertThatThrownBy(() -> Timeline.of(day, day, "Mars/Olympus", clock))
        .isInstanceOf(ApiException.class);
    assertThatThrownBy(() -> Timeline.of(LocalDate.of(1, 1, 1), day, null, clock))
        .isInstanceOf(ApiException.class);
    assertThatThrownBy(
            () -> Timeline.of(day.minusDays(365), day, null, clock).points(Interval.HOUR))
        .isInstanceOf(ApiException.class);
  }
}
