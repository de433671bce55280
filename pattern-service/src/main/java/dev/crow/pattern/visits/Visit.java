package dev.crow.pattern.visits;

import dev.crow.contracts.interaction.v1.InteractionFacts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * What is kept here of an interaction.
 *
 * @param interactionId its id
 * @param startedAt when it began
 * @param description in plain language
 * @param facts what can be counted of it, without the visitor's ids
 */
public record Visit(
    String interactionId, Instant startedAt, String description, InteractionFacts facts) {

  /**
   * @return the day it counts for; days are UTC
   */
  public LocalDate day() {
    return day(startedAt);
  }

  /**
   * @param startedAt when a visit began
   * @return the day it counts for; days are UTC
   */
  static LocalDate day(Instant startedAt) {
    return startedAt.atZone(ZoneOffset.UTC).toLocalDate();
  }
}
