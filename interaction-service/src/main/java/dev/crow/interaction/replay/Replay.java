package dev.crow.interaction.replay;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A replay of an organization's archived sessions. One that was cut short is taken up again, on any
 * instance.
 *
 * @param id UUIDv7
 * @param organizationId whose
 * @param from sessions that began then or later
 * @param to sessions that began earlier than this
 * @param state {@code RUNNING} also while it waits to be taken up again
 * @param lookedAt objects of the archive looked at
 * @param replayed sessions told once more
 * @param attempts how often it was taken up
 * @param place the last object looked at, or null
 * @param failure why the last attempt ended early, or null
 * @param startedAt when it was asked for
 * @param finishedAt null until done
 */
@Schema(name = "Replay")
@JsonInclude(JsonInclude.Include.NON_NULL)
record Replay(
    String id,
    @JsonIgnore String organizationId,
    Instant from,
    Instant to,
    State state,
    long lookedAt,
    long replayed,
    int attempts,
    @JsonIgnore @Nullable String place,
    @Nullable String failure,
    Instant startedAt,
    @Nullable Instant finishedAt) {

  enum State {
    RUNNING,
    DONE
  }

  boolean covers(Instant began) {
    return !began.isBefore(from) && began.isBefore(to);
  }
}
