package dev.crow.pattern.mining;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.pattern.NullShop;
import dev.crow.pattern.counting.Counts;
import dev.crow.pattern.counting.VisitCounter;
import dev.crow.pattern.mining.Series.Slice;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Where there is nothing to find, (almost) nothing is found: the control of chance findings holds.
 */
class NullWorldTests {

  private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
  private static final int WORLDS = 60;

  @Test
  void chanceYieldsNoPatterns() {
    int withAny = 0;
    for (long seed = 1; seed <= WORLDS; seed++) {
      withAny += new Mining(0.05).mine(world(seed), Stream.of()).findings().isEmpty() ? 0 : 1;
    }
    // With nothing to find, a share of 5 % of worlds may yield any; four deviations more are 9.
    assertThat(withAny).isLessThanOrEqualTo(9);
  }

  @Test
  void manyHypothesesAreTested() {
    assertThat(new Mining(0.05).mine(world(1), Stream.of()).tests()).hasSizeGreaterThan(200);
  }

  private static Series world(long seed) {
    NullShop shop = new NullShop(seed);
    List<Slice> days = new ArrayList<>();
    Counts whole = new Counts();
    for (int day = 0; day < 7; day++) {
      VisitCounter counter = new VisitCounter();
      for (int i = 0; i < 150; i++) {
        counter.add(shop.visit("v" + i));
      }
      LocalDate date = MONDAY.plusDays(day);
      days.add(new Slice(date, date.plusDays(1), counter.counts()));
      whole.plus(days.getLast().counts());
    }
    return new Series(whole, MONDAY, MONDAY.plusDays(7), days, 0);
  }
}
