package dev.crow.pattern.mining;

import dev.crow.pattern.counting.Counts;
import dev.crow.pattern.counting.Segments;
import dev.crow.pattern.statistics.Comparison;
import dev.crow.pattern.statistics.Share;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Groups of visitors whose shares differ from everybody else's. */
final class SegmentMiner implements Miner {

  private static final int FEWEST_TRIALS = 20;
  private static final int FEWEST = 10;

  @Override
  public Stream<Hypothesis> test(Series series) {
    Counts counts = series.whole();
    Map<String, List<String>> dimensions =
        counts.segments().stream()
            .collect(Collectors.groupingBy(Segments::dimension, TreeMap::new, Collectors.toList()));
    return Arrays.stream(Measure.values())
        .filter(Measure::bySegment)
        .flatMap(
            measure ->
                measure.subjects(counts).stream()
                    .flatMap(
                        subject ->
                            dimensions.entrySet().stream()
                                .filter(dimension -> applies(dimension.getKey(), measure))
                                .map(Map.Entry::getValue)
                                .flatMap(
                                    values -> test(series, measure, subject, values).stream())));
  }

  /** Whoever met a trouble came as far as it: only what is decided later can come of it. */
  private static boolean applies(String dimension, Measure measure) {
    return !dimension.equals(Segments.TROUBLE) || measure == Measure.ABANDONED_CHECKOUT_RATE;
  }

  private static List<Hypothesis> test(
      Series series, Measure measure, String subject, List<String> segments) {
    Share all = measure.of(series.whole(), subject);
    List<Hypothesis> tests = new ArrayList<>();
    if (Math.min(all.successes(), all.trials() - all.successes()) < FEWEST) {
      return tests;
    }
    for (String segment : segments) {
      Share group = measure.of(series.whole(), subject, segment);
      if (group.trials() < FEWEST_TRIALS || all.trials() - group.trials() < FEWEST_TRIALS) {
        continue;
      }
      Comparison comparison = new Comparison(group, group.complementIn(all));
      tests.add(
          new Hypothesis(
              Kind.SEGMENT,
              measure,
              subject,
              segment,
              series.start(),
              series.end(),
              comparison,
              comparison.pValue()));
      if (segments.size() == 2) {
        break; // the other one says the same the other way round
      }
    }
    return tests;
  }
}
