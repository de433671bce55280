package dev.crow.vectorindex;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One document that was found.
 *
 * @param id its id within the organization that was searched
 * @param score what it was ranked by, higher is better; comparable within one answer only
 * @param similarity the cosine of its vector and the query's, -1 to 1; null if the query had none
 * @param text its text; an index that is not on this machine may keep the beginning only
 * @param metadata its metadata
 * @param timestamp when it happened
 */
public record VectorMatch(
    String id,
    double score,
    @Nullable Double similarity,
    String text,
    Map<String, MetadataValue> metadata,
    Instant timestamp) {

  public VectorMatch {
    metadata = Map.copyOf(metadata);
  }
}
