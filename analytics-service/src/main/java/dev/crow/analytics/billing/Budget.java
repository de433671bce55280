package dev.crow.analytics.billing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * How much somebody wants to be used in a month, and when they want to know.
 *
 * @param id its id
 * @param name for people
 * @param measure what is watched
 * @param limit in the measure's unit
 * @param thresholds percents of the limit, ascending
 * @param version grows with each change
 * @param createdAt when
 */
record Budget(
    String id,
    String name,
    Watched measure,
    long limit,
    List<Integer> thresholds,
    long version,
    Instant createdAt) {

  /** Copies the thresholds. */
  Budget {
    thresholds = List.copyOf(thresholds);
  }

  /** What can be watched. */
  enum Watched {
    @JsonProperty("interactions")
    INTERACTIONS,
    @JsonProperty("patterns")
    PATTERNS,
    /** In the currency's smallest unit. */
    @JsonProperty("ai-cost")
    AI_COST,
    /** Bytes, on the average of the month. */
    @JsonProperty("storage")
    STORAGE,
    /** With tax, in the currency's smallest unit. */
    @JsonProperty("total-cost")
    TOTAL_COST;

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Watched of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }
}
