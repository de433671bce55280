package dev.crow.pattern.results;

import dev.crow.pattern.mining.TimePeriod;
import dev.crow.pattern.wording.Brief;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Decides what a model is asked to word: nothing where none is configured, and then what one said
 * before goes as well.
 */
public final class WordingPlan {

  private final WordingStore store;
  private final boolean isModelThere;
  private final int most;
  private final Duration settle;

  /**
   * @param store of wordings
   * @param isModelThere whether there is anybody to ask
   * @param most patterns of a period, the weightiest first; 0 asks for nothing
   * @param settle how long the patterns must have stayed as they are
   */
  public WordingPlan(WordingStore store, boolean isModelThere, int most, Duration settle) {
    this.store = store;
    this.isModelThere = isModelThere;
    this.most = most;
    this.settle = settle;
  }

  /**
   * Inside the transaction that replaces a period's patterns, which reads nothing afterwards.
   *
   * @param organizationId whose
   * @param period how long a time
   * @param start its first day
   * @param patterns by id, in their order
   * @param summaryId of the period summed up
   * @param summary of the period
   * @param now when
   */
  public void write(
      String organizationId,
      TimePeriod period,
      LocalDate start,
      Map<String, Brief> patterns,
      String summaryId,
      Brief summary,
      Instant now) {
    Map<String, Brief> briefs = new LinkedHashMap<>();
    if (isModelThere && most > 0) {
      patterns.entrySet().stream()
          .limit(most)
          .forEach(brief -> briefs.put(brief.getKey(), brief.getValue()));
      briefs.put(summaryId, summary);
    }
    store.plan(organizationId, period, start, briefs, now.plus(settle));
  }
}
