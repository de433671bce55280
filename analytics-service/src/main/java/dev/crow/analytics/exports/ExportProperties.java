package dev.crow.analytics.exports;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How exports are made, and how long they are kept.
 *
 * @param enabled whether this instance makes files and follows schedules; it answers in any case
 * @param every how often it looks for something to do
 * @param keep how long a file is kept; the object store's own rule for {@code exports/} should not
 *     be shorter
 * @param remember how long an export is listed after it ended
 * @param linkValid how long the address of a file can be used
 * @param open exports of one organization that may wait or be made at a time
 * @param mostRows of one export
 * @param pdfRows that a PDF shows one by one; its first page tells of all
 * @param patience how long a part is waited for before it is asked for again
 * @param lease how long an instance that fell silent keeps others from making a file
 * @param attempts how often a part is asked for, and a file begun
 * @param schedules of one organization
 */
@Validated
@ConfigurationProperties("crow.exports")
record ExportProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("500ms") Duration every,
    @DefaultValue("7d") Duration keep,
    @DefaultValue("90d") Duration remember,
    @DefaultValue("15m") Duration linkValid,
    @DefaultValue("20") @Positive int open,
    @DefaultValue("1000000") @Positive long mostRows,
    @DefaultValue("2000") @Min(0) int pdfRows,
    @DefaultValue("60s") Duration patience,
    @DefaultValue("60s") Duration lease,
    @DefaultValue("5") @Positive int attempts,
    @DefaultValue("50") @Positive int schedules) {

  /** Refuses what could never work. */
  ExportProperties {
    if (Stream.of(every, keep, remember, linkValid, patience, lease)
        .anyMatch(duration -> !duration.isPositive())) {
      throw new IllegalArgumentException("Every duration of crow.exports must be more than 0");
    }
  }
}
