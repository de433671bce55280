package dev.crow.product.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One import or discovery.
 *
 * @param id UUIDv7
 * @param organizationId whose
 * @param kind what sort of work
 * @param state how it stands
 * @param input what was asked for
 * @param step what is being done now, or was last
 * @param total how much there is to do, once known
 * @param counts how much is done
 * @param problem stable name of what ended it, or null
 * @param detail one sentence on that, or null
 * @param attempts how often it was begun
 * @param createdBy who asked for it
 * @param createdAt when
 * @param startedAt when it was first begun, or null
 * @param finishedAt when it ended, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Job(
    String id,
    @JsonIgnore String organizationId,
    Kind kind,
    State state,
    Map<String, Object> input,
    String step,
    @Nullable Long total,
    @JsonUnwrapped Counts counts,
    @Nullable String problem,
    @Nullable String detail,
    int attempts,
    String createdBy,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {

  /** Copies the input. */
  public Job {
    input = Map.copyOf(input);
  }

  /** Sorts of work. */
  public enum Kind {
    IMPORT,
    DISCOVERY
  }

  /** How a job stands. */
  public enum State {
    QUEUED,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED;

    /**
     * @return whether nothing more happens to it
     */
    public boolean isLast() {
      return this != QUEUED && this != RUNNING;
    }
  }
}
