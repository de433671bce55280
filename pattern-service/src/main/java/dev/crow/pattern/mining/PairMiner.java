package dev.crow.pattern.mining;

import dev.crow.pattern.counting.Counts;
import dev.crow.pattern.counting.Subjects;
import dev.crow.pattern.counting.Tally;
import dev.crow.pattern.statistics.Comparison;
import dev.crow.pattern.statistics.Share;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Products that come in one basket, and pages that follow one another. */
final class PairMiner implements Miner {

  private static final int FEWEST_TRIALS = 20;

  /** How often a pair must be expected, if its parts had nothing to do with each other. */
  private static final double FEWEST_EXPECTED = 1;

  @Override
  public Stream<Hypothesis> test(Series series) {
    return Stream.concat(
        tests(series, Kind.AFFINITY, Measure.BOUGHT_TOGETHER, Tally.PAIR),
        tests(series, Kind.SEQUENCE, Measure.NEXT_PAGE, Tally.STEP));
  }

  private static Stream<Hypothesis> tests(Series series, Kind kind, Measure measure, Tally tally) {
    Counts counts = series.whole();
    return counts.subjects(tally).stream()
        .flatMap(
            pair -> {
              Comparison comparison =
                  kind == Kind.AFFINITY ? basket(counts, pair) : step(counts, pair);
              return comparison == null
                  ? Stream.empty()
                  : Stream.of(
                      new Hypothesis(
                          kind,
                          measure,
                          pair,
                          null,
                          series.start(),
                          series.end(),
                          comparison,
                          comparison.pValue()));
            });
  }

  /**
   * Of baskets with the first product, those with the second, against baskets without the first.
   */
  private static @Nullable Comparison basket(Counts counts, String pair) {
    List<String> products = Subjects.split(pair);
    return comparison(
        counts.of(Tally.PAIR, pair),
        counts.of(Tally.IN_BASKET, products.get(0)),
        counts.of(Tally.IN_BASKET, products.get(1)),
        counts.of(Tally.BASKETS, Subjects.SHOP));
  }

  /** Of the views that follow the first page, those of the second, against those after others. */
  private static @Nullable Comparison step(Counts counts, String pair) {
    List<String> pages = Subjects.split(pair);
    String first = pages.get(0);
    long steps =
        counts.subjects(Tally.STEPS_FROM).stream()
            // A page is not followed by itself, so its own followers are no baseline.
            .filter(page -> !page.equals(pages.get(1)))
            .mapToLong(page -> counts.of(Tally.STEPS_FROM, page))
            .sum();
    return comparison(
        counts.of(Tally.STEP, pair),
        counts.of(Tally.STEPS_FROM, first),
        counts.of(Tally.STEPS_TO, pages.get(1)),
        steps);
  }

  private static @Nullable Comparison comparison(long both, long first, long second, long all) {
    long without = all - first;
    if (first < FEWEST_TRIALS
        || without < FEWEST_TRIALS
        || (double) first * second / all < FEWEST_EXPECTED) {
      return null;
    }
    Share group = new Share(Math.min(both, first), first);
    return new Comparison(group, new Share(Math.clamp(second - both, 0, without), without));
  }
}
