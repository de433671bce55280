package dev.crow.organization.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of a document, and the job of reading it.
 *
 * @param version 1, and one more for each that was announced
 * @param mediaType as announced
 * @param bytes as announced
 * @param state how it stands
 * @param step what is being done, or was last: {@code uploading}, {@code waiting}, {@code
 *     extracting}, {@code embedding} or {@code done}
 * @param total how many pieces it has, once known
 * @param done how many of them can be found
 * @param problem stable name of what ended it, or null
 * @param detail one sentence on that, or null
 * @param attempts how often its reading was begun
 * @param createdBy who announced it
 * @param createdAt when
 * @param startedAt when its reading was first begun, or null
 * @param finishedAt when that ended, or null
 */
@Schema(name = "ContextDocumentVersion")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DocumentVersion(
    int version,
    String mediaType,
    long bytes,
    State state,
    String step,
    @Nullable Integer total,
    int done,
    @Nullable String problem,
    @Nullable String detail,
    int attempts,
    String createdBy,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {

  /** How a version stands. */
  @Schema(name = "ContextDocumentState")
  public enum State {
    UPLOADING,
    QUEUED,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED;

    boolean isUnderWay() {
      return this == QUEUED || this == RUNNING;
    }
  }
}
