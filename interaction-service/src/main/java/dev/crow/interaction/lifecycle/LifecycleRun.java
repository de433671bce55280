package dev.crow.interaction.lifecycle;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run of the archive's or of retention's work on an organization. One that was cut short is taken
 * up again by the next attempt, on any instance.
 *
 * @param id UUIDv7
 * @param kind which work
 * @param state {@code RUNNING} also while it waits to be taken up again
 * @param step where it is, or was when it ended
 * @param attempts how often it was taken up
 * @param counts how many of which sort were worked on
 * @param failure why the last attempt ended early, or null
 * @param startedAt first attempt
 * @param finishedAt null until done
 */
@Schema(name = "LifecycleRun")
@JsonInclude(JsonInclude.Include.NON_NULL)
record LifecycleRun(
    String id,
    Kind kind,
    State state,
    String step,
    int attempts,
    Map<String, Long> counts,
    @Nullable String failure,
    Instant startedAt,
    @Nullable Instant finishedAt) {

  enum Kind {
    /** Old rows become yearly files. */
    ARCHIVE,
    /** What was kept long enough goes. */
    RETENTION
  }

  enum State {
    RUNNING,
    DONE
  }
}
