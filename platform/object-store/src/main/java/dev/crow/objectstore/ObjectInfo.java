package dev.crow.objectstore;

import java.time.Instant;
import java.util.Map;

/**
 * What is known of an object without reading it.
 *
 * @param size in bytes
 * @param contentType a media type
 * @param metadata with lower-case names
 * @param etag names this version of the object; quoted, and to be compared only
 * @param storedAt by the store's own clock
 */
public record ObjectInfo(
    ObjectKey key,
    long size,
    String contentType,
    Map<String, String> metadata,
    String etag,
    Instant storedAt) {

  public ObjectInfo {
    metadata = Map.copyOf(metadata);
  }
}
