package dev.crow.pattern.runs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run of the workflow {@code generate-insights}. One that was cut short is taken up again by the
 * next attempt, on any instance.
 *
 * @param id UUIDv7
 * @param organizationId whose
 * @param period how long a time
 * @param start its first day
 * @param cause {@code changed} or {@code asked}
 * @param state {@code waiting}, {@code running}, {@code done} or {@code failed}
 * @param step where it is, or was when it ended
 * @param attempts how often it was taken up
 * @param progress how many of which sort
 * @param failure why the last attempt ended early, or null
 * @param createdAt when it became due
 * @param startedAt last attempt, or null
 * @param finishedAt null until it ended
 */
@Schema(name = "InsightsRun")
@JsonInclude(JsonInclude.Include.NON_NULL)
record Run(
    String id,
    @JsonIgnore String organizationId,
    String period,
    LocalDate start,
    String cause,
    String state,
    String step,
    int attempts,
    Map<String, Long> progress,
    @Nullable String failure,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {}
