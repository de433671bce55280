package dev.crow.pattern.mining;

import dev.crow.pattern.counting.Counts;
import dev.crow.pattern.counting.Subjects;
import dev.crow.pattern.counting.Tally;
import dev.crow.pattern.statistics.Comparison;
import dev.crow.pattern.statistics.Share;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Products, pages, queries and troubles that stand out among their like. */
final class PeerMiner implements Miner {

  private static final int FEWEST_TRIALS = 20;
  private static final int FEWEST = 8;
  private static final int FEWEST_PEERS = 3;

  @Override
  public Stream<Hypothesis> test(Series series) {
    return Stream.of(
            family(series, Kind.CONVERSION, Measure.PRODUCT_CART_RATE),
            family(series, Kind.ABANDONMENT, Measure.PRODUCT_LEFT_RATE),
            family(series, Kind.FRICTION, Measure.EXIT_RATE),
            troubles(series),
            vainSearches(series))
        .flatMap(tests -> tests);
  }

  /** Each against all others of its family; pages are of one family if their parent is the same. */
  private static Stream<Hypothesis> family(Series series, Kind kind, Measure measure) {
    Counts counts = series.whole();
    Map<String, List<String>> families =
        measure.subjects(counts).stream()
            .filter(subject -> measure.of(counts, subject).trials() >= FEWEST_TRIALS)
            .collect(
                Collectors.groupingBy(
                    subject -> measure == Measure.EXIT_RATE ? Subjects.parent(subject) : "",
                    TreeMap::new,
                    Collectors.toList()));
    if (measure == Measure.EXIT_RATE) {
      families.remove(""); // pages at the top have nothing in common
    }
    return families.values().stream()
        .filter(family -> family.size() >= FEWEST_PEERS)
        .flatMap(
            family -> {
              Share all =
                  family.stream()
                      .map(subject -> measure.of(counts, subject))
                      .reduce(new Share(0, 0), Share::plus);
              return family.stream()
                  .filter(subject -> isFrequent(measure.of(counts, subject), all))
                  .map(
                      subject -> {
                        Share own = measure.of(counts, subject);
                        Comparison comparison = new Comparison(own, own.complementIn(all));
                        return hypothesis(series, kind, measure, subject, comparison);
                      });
            });
  }

  /** Judged by what is expected of it, so that the outcome does not decide what is tested. */
  private static boolean isFrequent(Share own, Share all) {
    return own.trials() * Math.min(all.rate(), 1 - all.rate()) >= 2;
  }

  /** Each trouble at its page against the same sort of trouble on all other pages. */
  private static Stream<Hypothesis> troubles(Series series) {
    Counts counts = series.whole();
    Measure measure = Measure.TROUBLE_RATE;
    Map<String, List<String>> kinds =
        measure.subjects(counts).stream()
            .collect(
                Collectors.groupingBy(
                    subject -> Subjects.split(subject).getFirst(),
                    TreeMap::new,
                    Collectors.toList()));
    long visits =
        counts.subjects(Tally.PAGE).stream().mapToLong(page -> counts.of(Tally.PAGE, page)).sum();
    return kinds.values().stream()
        .flatMap(
            troubles ->
                troubles.stream()
                    .filter(trouble -> isExpected(measure, counts, trouble, troubles, visits))
                    .map(
                        trouble -> {
                          Share own = measure.of(counts, trouble);
                          String page = Subjects.split(trouble).get(1);
                          long elsewhere =
                              troubles.stream()
                                  .filter(other -> !Subjects.split(other).get(1).equals(page))
                                  .mapToLong(other -> measure.of(counts, other).successes())
                                  .sum();
                          long trials = visits - own.trials();
                          Comparison comparison =
                              new Comparison(own, new Share(Math.min(elsewhere, trials), trials));
                          return hypothesis(series, Kind.FRICTION, measure, trouble, comparison);
                        }));
  }

  private static boolean isExpected(
      Measure measure, Counts counts, String trouble, List<String> troubles, long visits) {
    long sum = troubles.stream().mapToLong(t -> measure.of(counts, t).successes()).sum();
    long trials = measure.of(counts, trouble).trials();
    return sum >= FEWEST && trials >= FEWEST_TRIALS && (double) trials * sum / visits >= 1;
  }

  /** Each vain query against the average of the other vain ones. */
  private static Stream<Hypothesis> vainSearches(Series series) {
    Counts counts = series.whole();
    Measure measure = Measure.VAIN_SEARCH_RATE;
    List<String> queries = measure.subjects(counts);
    if (queries.size() < 2) {
      return Stream.empty();
    }
    long sum = queries.stream().mapToLong(q -> measure.of(counts, q).successes()).sum();
    return queries.stream()
        .map(
            query -> {
              Share own = measure.of(counts, query);
              long average = Math.ceilDiv(sum - own.successes(), queries.size() - 1);
              Comparison comparison =
                  new Comparison(own, new Share(Math.min(average, own.trials()), own.trials()));
              return hypothesis(series, Kind.DEMAND, measure, query, comparison);
            });
  }

  private static Hypothesis hypothesis(
      Series series, Kind kind, Measure measure, String subject, Comparison comparison) {
    return new Hypothesis(
        kind,
        measure,
        subject,
        null,
        series.start(),
        series.end(),
        comparison,
        comparison.pValue());
  }
}
