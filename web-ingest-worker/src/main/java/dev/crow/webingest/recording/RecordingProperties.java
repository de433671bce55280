package dev.crow.webingest.recording;

import dev.crow.contracts.replay.v1.ReplayChunk;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What recordings may be kept.
 *
 * @param enabled whether any are
 * @param maxChunk largest piece, compressed
 * @param maxChunks most pieces of one recording
 * @param uploadWithin how long a place for a piece is open
 */
@ConfigurationProperties("crow.replay")
record RecordingProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("1MB") DataSize maxChunk,
    @DefaultValue("1000") int maxChunks,
    @DefaultValue("10m") Duration uploadWithin) {

  /** Refuses what could never work. */
  RecordingProperties {
    if (maxChunks < 1 || maxChunks > ReplayChunk.LAST_NUMBER + 1) {
      throw new IllegalArgumentException(
          "crow.replay.max-chunks must be 1 to " + (ReplayChunk.LAST_NUMBER + 1));
    }
  }
}
