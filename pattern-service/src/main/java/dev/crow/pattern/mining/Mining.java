package dev.crow.pattern.mining;

import dev.crow.pattern.counting.Segments;
import dev.crow.pattern.statistics.FalseDiscoveries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the patterns of a period. All tests of all sorts are judged together, so that of what is
 * reported the given share at most is expected to be chance.
 */
public final class Mining {

  private static final List<Miner> MINERS =
      List.of(new TimeMiner(), new SegmentMiner(), new PeerMiner(), new PairMiner());
  private static final int MOST_OF_A_KIND = 40;
  private static final int MOST_SEQUENCES = 8;
  private static final int FEWEST_ELSEWHERE = 5;

  private final double falseDiscoveryRate;

  /**
   * @param falseDiscoveryRate share of chance findings that is put up with, between 0 and 1
   */
  public Mining(double falseDiscoveryRate) {
    this.falseDiscoveryRate = falseDiscoveryRate;
  }

  /**
   * What came of it.
   *
   * @param findings the weightiest first
   * @param tests everything that was tested, by its key
   */
  public record Result(List<Finding> findings, Map<String, Hypothesis> tests) {}

  /**
   * @param series of a period
   * @param more hypotheses tested elsewhere, to be judged together with the rest
   * @return what was found; the same for the same counts
   */
  public Result mine(Series series, Stream<Hypothesis> more) {
    List<Hypothesis> tests =
        Stream.concat(MINERS.stream().flatMap(miner -> miner.test(series)), more).toList();
    double[] rates = FalseDiscoveries.adjusted(tests.stream().map(Hypothesis::pValue).toList());
    List<Finding> found = new ArrayList<>();
    Map<String, Hypothesis> byKey = new LinkedHashMap<>();
    for (int i = 0; i < rates.length; i++) {
      Hypothesis test = tests.get(i);
      byKey.put(test.key(), test);
      if (rates[i] <= falseDiscoveryRate && test.matters() && isNews(test)) {
        found.add(new Finding(test, rates[i]));
      }
    }
    return new Result(worthSaying(found), byKey);
  }

  /** That something goes well, or does not happen, where it elsewhere does is no news. */
  private static boolean isNews(Hypothesis test) {
    return switch (test.kind()) {
      case FRICTION, ABANDONMENT, DEMAND, AFFINITY -> test.isUp();
      // A page that is reached from one other page only is how the site was built.
      case SEQUENCE -> test.isUp() && test.comparison().rest().successes() >= FEWEST_ELSEWHERE;
      default -> true;
    };
  }

  /** Of findings that say the same in several ways, the weightiest. */
  private static List<Finding> worthSaying(List<Finding> found) {
    found.sort(
        Comparator.comparingDouble((Finding finding) -> -finding.weight())
            .thenComparing(finding -> finding.hypothesis().identity()));
    Map<Kind, Integer> perKind = new EnumMap<>(Kind.class);
    Set<String> said = new HashSet<>();
    List<Finding> kept = new ArrayList<>();
    for (Finding finding : found) {
      Hypothesis hypothesis = finding.hypothesis();
      int limit = hypothesis.kind() == Kind.SEQUENCE ? MOST_SEQUENCES : MOST_OF_A_KIND;
      if (said.add(topic(hypothesis))
          && perKind.merge(hypothesis.kind(), 1, Integer::sum) <= limit) {
        kept.add(finding);
      }
    }
    return kept;
  }

  /** One value of a dimension speaks for the dimension, and one page that follows for all. */
  private static String topic(Hypothesis hypothesis) {
    String segment = hypothesis.segment();
    if (segment == null) {
      return hypothesis.identity();
    }
    String dimension = Segments.dimension(segment);
    return String.join(
        "|",
        hypothesis.measure().word(),
        hypothesis.subject(),
        dimension.equals(Segments.TROUBLE) ? segment : dimension);
  }
}
