package dev.crow.pattern.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Against values from the literature and from R. */
class ComparisonTests {

  @Test
  void intervalsAreWilsons() {
    // R: prop.test(15, 148, correct = FALSE)$conf.int
    Interval interval = new Share(15, 148).interval();
    assertThat(interval.low()).isCloseTo(0.0624, within(0.0002));
    assertThat(interval.high()).isCloseTo(0.1605, within(0.0002));
  }

  @Test
  void anIntervalHoldsItsOwnRate() {
    for (int trials = 1; trials < 200; trials++) {
      assertThat(new Share(trials, trials).interval().high()).isEqualTo(1);
      assertThat(new Share(0, trials).interval().low()).isZero();
    }
  }

  @Test
  void differencesHaveNewcombesInterval() {
    // Newcombe 1998, example (a), method 10: 56/70 against 48/80.
    Comparison comparison = new Comparison(new Share(56, 70), new Share(48, 80));
    assertThat(comparison.difference()).isCloseTo(0.2, within(1e-9));
    assertThat(comparison.differenceInterval().low()).isCloseTo(0.0524, within(0.0001));
    assertThat(comparison.differenceInterval().high()).isCloseTo(0.3339, within(0.0001));
  }

  @Test
  void smallNumbersAreTestedExactly() {
    // R: fisher.test(matrix(c(3, 1, 1, 3), 2))$p.value
    assertThat(new Comparison(new Share(3, 4), new Share(1, 4)).pValue())
        .isCloseTo(0.4857, within(0.0001));
    // Fisher's tea, the other way round.
    assertThat(new Comparison(new Share(4, 4), new Share(0, 4)).pValue())
        .isCloseTo(0.02857, within(0.00001));
  }

  @Test
  void largeNumbersAreTestedByScore() {
    // R: prop.test(c(120, 90), c(1000, 1000), correct = FALSE)$p.value
    assertThat(new Comparison(new Share(120, 1000), new Share(90, 1000)).pValue())
        .isCloseTo(0.0291, within(0.0005));
  }

  @Test
  void nothingIsNoDifference() {
    assertThat(new Comparison(new Share(0, 0), new Share(5, 10)).pValue()).isOne();
    assertThat(new Comparison(new Share(0, 10), new Share(0, 10)).pValue()).isOne();
    assertThat(new Comparison(new Share(0, 10), new Share(0, 10)).ratio()).isOne();
    assertThat(new Comparison(new Share(7, 7), new Share(9, 9)).z()).isZero();
  }

  @Test
  void falseDiscoveriesAreCountedAsBenjaminiAndHochbergDo() {
    // R: p.adjust(c(0.01, 0.04, 0.03, 0.005, 0.5), "BH")
    assertThat(FalseDiscoveries.adjusted(List.of(0.01, 0.04, 0.03, 0.005, 0.5)))
        .usingComparatorWithPrecision(1e-9)
        .containsExactly(0.025, 0.05, 0.05, 0.025, 0.5);
  }
}
