package dev.crow.vectorindex.words;

import dev.crow.vectorindex.VectorMatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Ranks documents that were found by meaning by the words they have in common with a query (BM25).
 * For indexes that cannot search words themselves: it reorders, and finds nothing more.
 */
public final class WordRanking implements AutoCloseable {

  /** More words of a query than this are not looked at. */
  private static final int MAX_QUERY_TERMS = 64;

  private static final double SATURATION = 1.2;
  private static final double LENGTH_WEIGHT = 0.75;

  /** The length, in words, that counts as average. */
  private static final double TYPICAL_LENGTH = 30;

  private final TextAnalyzer analyzer = new TextAnalyzer();

  private record Scored(VectorMatch match, double score) {}

  /** Those of the candidates that have a word of the query, best first. */
  public List<VectorMatch> rank(String text, List<VectorMatch> candidates) {
    try {
      Set<String> wanted = analyzer.terms("text", text, MAX_QUERY_TERMS);
      Map<VectorMatch, Map<String, Integer>> frequencies = new HashMap<>();
      Map<String, Integer> documentsHaving = new HashMap<>();
      for (VectorMatch candidate : candidates) {
        Map<String, Integer> of = analyzer.frequencies("text", candidate.text());
        frequencies.put(candidate, of);
        wanted.stream()
            .filter(of::containsKey)
            .forEach(term -> documentsHaving.merge(term, 1, Integer::sum));
      }
      return candidates.stream()
          .map(
              candidate ->
                  new Scored(
                      candidate,
                      score(
                          frequencies.getOrDefault(candidate, Map.of()),
                          documentsHaving,
                          candidates.size())))
          .filter(scored -> scored.score() > 0)
          .sorted(Comparator.comparingDouble(Scored::score).reversed())
          .map(Scored::match)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double score(
      Map<String, Integer> frequencies, Map<String, Integer> documentsHaving, int documents) {
    double length = frequencies.values().stream().mapToInt(Integer::intValue).sum();
    double norm = SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * length / TYPICAL_LENGTH);
    double score = 0;
    for (Map.Entry<String, Integer> term : documentsHaving.entrySet()) {
      int frequency = frequencies.getOrDefault(term.getKey(), 0);
      double rarity = Math.log(1 + (documents - term.getValue() + 0.5) / (term.getValue() + 0.5));
      score += rarity * frequency / (frequency + norm);
    }
    return score;
  }

  @Override
  public void close() {
    analyzer.close();
  }
}
