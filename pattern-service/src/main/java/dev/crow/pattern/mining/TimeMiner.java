package dev.crow.pattern.mining;

import dev.crow.pattern.mining.Series.Slice;
import dev.crow.pattern.statistics.Share;
import dev.crow.pattern.statistics.TimeScan;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shares that rise, fall, or are different for some time. */
final class TimeMiner implements Miner {

  private static final int FEWEST = 10;

  @Override
  public Stream<Hypothesis> test(Series series) {
    if (series.slices().size() < 2) {
      return Stream.empty();
    }
    return Arrays.stream(Measure.values())
        .filter(Measure::overTime)
        .flatMap(
            measure ->
                measure.subjects(series.whole()).stream()
                    .map(subject -> test(series, measure, subject))
                    .filter(Objects::nonNull));
  }

  private static @Nullable Hypothesis test(Series series, Measure measure, String subject) {
    List<Share> shares =
        series.slices().stream().map(slice -> measure.of(slice.counts(), subject)).toList();
    Share all = shares.stream().reduce(new Share(0, 0), Share::plus);
    if (Math.min(all.successes(), all.trials() - all.successes()) < FEWEST) {
      return null;
    }
    TimeScan.Found found = new TimeScan(shares, series.focus()).best();
    if (found == null) {
      return null;
    }
    Slice first = series.slices().get(found.from());
    Slice last = series.slices().get(found.to() - 1);
    return new Hypothesis(
        found.steady() ? Kind.TREND : Kind.CHANGE,
        measure,
        subject,
        null,
        first.start(),
        last.end(),
        found.comparison(),
        found.pValue());
  }
}
