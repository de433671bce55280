package dev.crow.pattern.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pattern as clients see it.
 *
 * @param generator what wrote title and description: templates, or the name of a model
 * @param periodEnd day after the last; absent for all time
 * @param subject what the measure is of: a product's id, a page, a query; parts are divided by
 *     U+001F
 * @param from first day it is about
 * @param to day after the last
 * @param interactionIds some of its interactions, newest first; {@code /interactions} has all
 */
@Schema(name = "Pattern")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PatternView(
    String id,
    String identity,
    String period,
    LocalDate periodStart,
    @Nullable LocalDate periodEnd,
    String kind,
    String status,
    String title,
    String description,
    String advice,
    String generator,
    List<String> products,
    double confidence,
    String measure,
    String subject,
    @Nullable String segment,
    String direction,
    LocalDate from,
    LocalDate to,
    Statistics statistics,
    @Nullable List<String> interactionIds,
    Instant createdAt,
    Instant updatedAt) {

  /**
   * @param pattern as stored
   * @param interactionIds examples, or null where they are not shown
   * @return what clients see of it
   */
  public static PatternView of(Pattern pattern, @Nullable List<String> interactionIds) {
    Pattern.About about = pattern.about();
    return new PatternView(
        pattern.id(),
        pattern.identity(),
        pattern.period().word(),
        pattern.periodStart(),
        pattern.period().isEndless() ? null : pattern.periodEnd(),
        about.kind(),
        pattern.status().word(),
        pattern.title(),
        pattern.description(),
        pattern.advice(),
        pattern.generator(),
        pattern.products(),
        pattern.confidence(),
        about.measure(),
        about.subject(),
        about.segment(),
        about.direction(),
        about.from(),
        about.to(),
        about.statistics(),
        interactionIds,
        pattern.createdAt(),
        pattern.updatedAt());
  }
}
