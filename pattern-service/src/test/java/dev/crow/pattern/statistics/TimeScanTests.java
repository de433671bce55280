package dev.crow.pattern.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TimeScanTests {

  @Test
  void findsTheDaysOnWhichAShareIsDifferent() {
    TimeScan.Found found = scan(LongStream.of(20, 22, 45, 47, 21, 19, 20), 100);
    assertThat(found.from()).isEqualTo(2);
    assertThat(found.to()).isEqualTo(4);
    assertThat(found.steady()).isFalse();
    assertThat(found.pValue()).isLessThan(1e-4);
  }

  @Test
  void findsASteadyRise() {
    TimeScan.Found found = scan(LongStream.of(10, 14, 18, 22, 26, 30, 34), 100);
    assertThat(found.steady()).isTrue();
    assertThat(found.comparison().difference()).isPositive();
    assertThat(found.pValue()).isLessThan(1e-4);
  }

  @Test
  void whatVariesFromDayToDayAnywayIsNoNews() {
    TimeScan.Found restless = scan(LongStream.of(40, 20, 42, 18, 39, 55, 21, 19, 41), 100);
    assertThat(restless.pValue()).isGreaterThan(0.01);
  }

  @Test
  void whatIsFoundEndsInThePeriodSpokenOf() {
    List<Share> slices = shares(LongStream.of(20, 60, 20, 20, 20, 20), 100);
    TimeScan.Found found = Objects.requireNonNull(new TimeScan(slices, 4).best());
    assertThat(found.to()).isGreaterThan(4);
  }

  @Test
  void findsLittleWhereThereIsNothing() {
    Random random = new Random(17);
    int worlds = 400;
    int found = 0;
    for (int i = 0; i < worlds; i++) {
      List<Share> slices = new ArrayList<>();
      for (int day = 0; day < 14; day++) {
        int trials = 30 + random.nextInt(200);
        slices.add(new Share(random.doubles(trials).filter(x -> x < 0.1).count(), trials));
      }
      TimeScan.Found best = new TimeScan(slices, 7).best();
      found += best != null && best.pValue() < 0.05 ? 1 : 0;
    }
    // At 5 % twenty are allowed; four standard deviations more would be 37.
    assertThat(found).isLessThan(37);
  }

  private static TimeScan.Found scan(LongStream successes, long trials) {
    return Objects.requireNonNull(new TimeScan(shares(successes, trials), 0).best());
  }

  private static List<Share> shares(LongStream successes, long trials) {
    return successes.mapToObj(x -> new Share(x, trials)).toList();
  }
}
