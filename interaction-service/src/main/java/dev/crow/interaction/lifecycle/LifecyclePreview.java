package dev.crow.interaction.lifecycle;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the next runs would do, if they began now.
 *
 * @param retention what would be removed
 * @param archive what would move into files
 */
@Schema(name = "LifecyclePreview")
record LifecyclePreview(Retention retention, Archiving archive) {

  /**
   * @param rawSessionsBefore raw sessions kept earlier go; null if they are kept until erased
   * @param rawSessions how many those are
   * @param interactionsBefore interactions that began earlier go; null if they stay until erased
   * @param rows how many of them are rows
   * @param archived how many of them are in files
   */
  @Schema(name = "RetentionPreview")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Retention(
      @Nullable Instant rawSessionsBefore,
      long rawSessions,
      @Nullable Instant interactionsBefore,
      long rows,
      long archived) {

    boolean isEmpty() {
      return rawSessions + rows + archived == 0;
    }
  }

  /**
   * @param before interactions that began earlier move
   * @param rows how many those are
   */
  @Schema(name = "ArchivePreview")
  record Archiving(Instant before, long rows) {}
}
