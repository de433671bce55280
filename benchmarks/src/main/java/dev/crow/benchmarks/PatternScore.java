package dev.crow.benchmarks;

import dev.crow.demo.world.PlantedTruths;
import dev.crow.pattern.counting.Subjects;
import dev.crow.pattern.mining.Finding;
import dev.crow.pattern.mining.Hypothesis;
import dev.crow.pattern.mining.Kind;
import dev.crow.pattern.mining.Measure;
import dev.crow.pattern.mining.Mining;
import dev.crow.pattern.mining.Series;
import dev.crow.pattern.wording.Wording;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How well patterns find what the demo's generator plants. Recall: planted truths that a pattern
 * names. Precision: patterns that hold in a second world with the same truths and another seed,
 * several times the size. Arguments: sessions, then seeds.
 */
public final class PatternScore {

  private static final double FALSE_DISCOVERY_RATE = 0.01;
  private static final int REPLICA = 5;
  private static final double REPLICATED = 0.05;

  private PatternScore() {}

  /**
   * @param found patterns
   * @param held those that hold in the replica
   * @param truths ids of the planted truths that were found
   */
  record Score(List<Finding> found, List<Finding> held, Set<String> truths) {

    double precision() {
      return found.isEmpty() ? 1 : (double) held.size() / found.size();
    }

    double recall() {
      return (double) truths.size() / PlantedTruths.ALL.size();
    }
  }

  static Score of(long seed, int sessions) {
    Series series = PatternWorld.series(seed, sessions, PlantedTruths.ALL);
    List<Finding> found = mine(series).findings();
    Map<String, Hypothesis> replica =
        mine(PatternWorld.series(~seed, sessions * REPLICA, PlantedTruths.ALL)).tests();
    List<Finding> held =
        found.stream().filter(finding -> holds(finding.hypothesis(), replica)).toList();
    Set<String> truths = new TreeSet<>();
    for (String truth : PlantedTruths.ALL) {
      if (found.stream().anyMatch(finding -> names(finding.hypothesis(), truth))) {
        truths.add(truth);
      }
    }
    return new Score(found, held, truths);
  }

  static Mining.Result mine(Series series) {
    return new Mining(FALSE_DISCOVERY_RATE).mine(series, Stream.of());
  }

  /** The same test comes out the same way. */
  private static boolean holds(Hypothesis hypothesis, Map<String, Hypothesis> replica) {
    Hypothesis again = replica.get(hypothesis.key());
    return again != null && again.isUp() == hypothesis.isUp() && again.pValue() < REPLICATED;
  }

  private static boolean names(Hypothesis h, String truth) {
    boolean overTime = h.kind() == Kind.CHANGE || h.kind() == Kind.TREND;
    return switch (truth) {
      case PlantedTruths.PRICE_RISE ->
          overTime
              && h.measure() == Measure.PRODUCT_CART_RATE
              && h.subject().equals(PlantedTruths.RAISED_PRODUCT);
      case PlantedTruths.BROKEN_VOUCHER ->
          h.measure() == Measure.TROUBLE_RATE
              && h.isUp()
              && List.of("Apply voucher", "/api/vouchers/apply")
                  .contains(Subjects.split(h.subject()).get(2));
      case PlantedTruths.RISING_PRODUCT_TREND ->
          overTime
              && h.isUp()
              && h.measure() == Measure.PRODUCT_INTEREST
              && h.subject().equals(PlantedTruths.RISING_PRODUCT);
      case PlantedTruths.SLOW_CATEGORY_PAGE ->
          h.kind() == Kind.FRICTION
              && (h.subject().endsWith("/" + PlantedTruths.SLOW_CATEGORY)
                  || h.subject().contains("/" + PlantedTruths.SLOW_CATEGORY + "\u001f"));
      case PlantedTruths.MOBILE_ADDRESS_FORM ->
          "device=mobile".equals(h.segment())
              && h.isUp()
              && h.measure() == Measure.TROUBLE_RATE
              && h.subject().startsWith("form-trouble")
              && h.subject().endsWith("address");
      case PlantedTruths.BOUGHT_TOGETHER ->
          h.kind() == Kind.AFFINITY
              && Set.copyOf(Subjects.split(h.subject()))
                  .equals(Set.of(PlantedTruths.SHOES, PlantedTruths.SOCKS));
      case PlantedTruths.MISSING_PRODUCT ->
          h.kind() == Kind.DEMAND && h.subject().equals(PlantedTruths.MISSING_QUERY);
      default -> throw new IllegalArgumentException(truth);
    };
  }

  /**
   * @param args number of sessions, then seeds
   */
  public static void main(String[] args) {
    int sessions = args.length > 0 ? Integer.parseInt(args[0]) : 4_000;
    List<Long> seeds =
        args.length > 1
            ? Stream.of(args).skip(1).map(Long::valueOf).toList()
            : List.of(42L, 1L, 2L, 3L, 4L);
    for (long seed : seeds) {
      Score score = of(seed, sessions);
      Set<String> missed = new TreeSet<>(PlantedTruths.ALL);
      missed.removeAll(score.truths());
      System.out.printf(
          Locale.ROOT,
          "seed %d, %d sessions: %d patterns, precision %.3f, recall %.3f, missed %s%n",
          seed,
          sessions,
          score.found().size(),
          score.precision(),
          score.recall(),
          missed);
      if (seeds.size() == 1) {
        tell(seed, sessions, score);
      }
    }
  }

  private static void tell(long seed, int sessions, Score score) {
    Wording wording = new Wording(PatternWorld.series(seed, sessions, PlantedTruths.ALL));
    Map<Kind, Integer> kinds = new HashMap<>();
    for (Finding finding : score.found()) {
      Wording.Text text = wording.text(finding.hypothesis());
      kinds.merge(finding.hypothesis().kind(), 1, Integer::sum);
      System.out.println(
          (score.held().contains(finding) ? "+ " : "- ")
              + finding.hypothesis().kind()
              + " "
              + text.title()
              + ": "
              + text.description());
    }
    System.out.println(kinds);
  }
}
