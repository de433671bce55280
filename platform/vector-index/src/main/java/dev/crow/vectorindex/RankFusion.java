package dev.crow.vectorindex;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes one ranking of several whose scores cannot be compared: reciprocal rank fusion. */
public final class RankFusion {

  /** The usual constant: how little the first place is worth more than the second. */
  public static final int RANK_CONSTANT = 60;

  private RankFusion() {}

  /**
   * Fuses rankings of one organization's documents. What stands high in several comes first; the
   * score is the sum of 1 / ({@value #RANK_CONSTANT} + rank). A ranking alone stays as it is.
   */
  public static List<VectorMatch> fuse(int topK, List<List<VectorMatch>> rankings) {
    List<List<VectorMatch>> some = rankings.stream().filter(each -> !each.isEmpty()).toList();
    if (some.size() == 1) {
      return some.getFirst().stream().limit(topK).toList();
    }
    Map<String, Double> scores = new LinkedHashMap<>();
    Map<String, VectorMatch> matches = new LinkedHashMap<>();
    for (List<VectorMatch> ranking : some) {
      for (int rank = 0; rank < ranking.size(); rank++) {
        VectorMatch match = ranking.get(rank);
        scores.merge(match.id(), 1.0 / (RANK_CONSTANT + rank + 1), Double::sum);
        matches.merge(
            match.id(), match, (first, second) -> first.similarity() == null ? second : first);
      }
    }
    return scores.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
        .limit(topK)
        .map(entry -> scored(Objects.requireNonNull(matches.get(entry.getKey())), entry.getValue()))
        .toList();
  }

  private static VectorMatch scored(VectorMatch match, double score) {
    return new VectorMatch(
        match.id(), score, match.similarity(), match.text(), match.metadata(), match.timestamp());
  }
}
