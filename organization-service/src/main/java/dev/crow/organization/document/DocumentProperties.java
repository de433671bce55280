package dev.crow.organization.document;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of the documents of one organization.
 *
 * @param maxFile largest file
 * @param documents most documents
 * @param versions how many versions of a document are kept, the newest ones
 * @param open most versions that wait for their file, or to be read
 * @param uploadWithin how long a place for a file is open
 * @param chunkTokens about how many tokens a piece has; the offline embedding model reads 256
 * @param overlapTokens how many of them a piece shares with the one before
 * @param maxChunks most pieces of one document
 * @param look how often it is looked for documents that wait to be read
 * @param lease how long a document stays with an instance that shows no sign of life
 * @param attempts how often a document is begun before it counts as failed
 */
@Validated
@ConfigurationProperties("crow.context")
record DocumentProperties(
    @DefaultValue("10MB") DataSize maxFile,
    @DefaultValue("200") @Positive int documents,
    @DefaultValue("10") @Positive int versions,
    @DefaultValue("20") @Positive int open,
    @DefaultValue("10m") Duration uploadWithin,
    @DefaultValue("240") @Min(32) @Max(2000) int chunkTokens,
    @DefaultValue("40") @Min(0) @Max(500) int overlapTokens,
    @DefaultValue("5000") @Positive int maxChunks,
    @DefaultValue("500ms") Duration look,
    @DefaultValue("3m") Duration lease,
    @DefaultValue("3") @Positive int attempts) {

  /** Refuses what could never work. */
  DocumentProperties {
    if (overlapTokens * 2 > chunkTokens) {
      throw new IllegalArgumentException(
          "crow.context.overlap-tokens must be at most half of crow.context.chunk-tokens");
    }
  }
}
