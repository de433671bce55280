package dev.crow.analytics.usage;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was used, or handed in.
 *
 * @param id names it for ever: told twice, it counts once
 * @param eventType such as {@code interaction.created}
 * @param source which channel or part of the suite it came from
 * @param measure what was used
 * @param quantity how much, in the measure's unit
 * @param occurredAt when
 * @param metadata JSON as it was handed in, or null
 */
public record Use(
    String id,
    String eventType,
    String source,
    Metered measure,
    long quantity,
    Instant occurredAt,
    @Nullable String metadata) {

  /**
   * @return the day it is charged to, unless that was billed already; days are UTC
   */
  LocalDate day() {
    return LocalDate.ofInstant(occurredAt, ZoneOffset.UTC);
  }
}
