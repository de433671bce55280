package dev.crow.interaction.retelling;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.crow.interaction.analysis.Prompt;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Other words for the interactions of a time range. They count once they are promoted, and no more
 * once they are rolled back.
 *
 * @param id UUIDv7
 * @param organizationId whose
 * @param from sessions that began then or later
 * @param to sessions that began earlier than this
 * @param describer who tells
 * @param prompt which questions a model is asked; null for rules
 * @param state how it stands; what is under way is taken up again on any instance
 * @param lookedAt sessions of the archive looked at
 * @param told interactions told once more
 * @param changed of them, in other words than now
 * @param refused sessions of which a model said too little that is so; they keep their words
 * @param cost of the model's calls, in millionths of a US dollar
 * @param attempts how often it was taken up
 * @param place the last thing worked on, or null
 * @param failure why the last attempt ended early, or null
 * @param startedAt when it was asked for
 * @param finishedAt when the words were ready, or null
 */
@Schema(name = "Redescription")
@JsonInclude(JsonInclude.Include.NON_NULL)
record Redescription(
    String id,
    @JsonIgnore String organizationId,
    Instant from,
    Instant to,
    Describer describer,
    @Nullable Prompt prompt,
    State state,
    long lookedAt,
    long told,
    long changed,
    long refused,
    long cost,
    int attempts,
    @JsonIgnore @Nullable String place,
    @Nullable String failure,
    Instant startedAt,
    @Nullable Instant finishedAt) {

  enum Describer {
    RULES,
    MODEL
  }

  enum State {
    /** The words are being made. */
    RUNNING,
    /** They can be looked at and promoted. */
    READY,
    PROMOTING,
    PROMOTED,
    ROLLING_BACK,
    CANCELLED
  }

  boolean covers(Instant began) {
    return !began.isBefore(from) && began.isBefore(to);
  }

  /** What one page of work added. */
  record Progress(String place, long lookedAt, long told, long changed, long refused, long cost) {}
}
