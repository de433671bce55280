package dev.crow.contracts.usage.v1;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * Something was used that costs money: the record of {@code usage-events}.
 *
 * @param organizationId who used it
 * @param usageId names this use for ever: told twice, it is charged once
 * @param measure what was used
 * @param source which part of the suite used it, such as {@code describe} or {@code chat}; at most
 *     128 characters
 * @param quantity how much, in the measure's unit; at least 0
 * @param occurredAt when
 */
public record UsageRecorded(
    String organizationId,
    String usageId,
    Measure measure,
    String source,
    long quantity,
    Instant occurredAt) {

  /** Checks what it is told. */
  public UsageRecorded {
    if (quantity < 0) {
      throw new IllegalArgumentException("Nobody uses less than nothing");
    }
  }

  /** What can be used. */
  public enum Measure {
    /** What a provider of models asks for, in millionths of the installation's currency. */
    @JsonProperty("ai-cost")
    AI_COST,
    /** Tokens read and written by models. */
    @JsonProperty("ai-tokens")
    AI_TOKENS
  }
}
