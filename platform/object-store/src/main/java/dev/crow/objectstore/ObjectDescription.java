package dev.crow.objectstore;

import java.util.Map;

/**
 * What is said of an object beside its bytes; the limits are those of {@link ObjectContent}.
 *
 * @param contentType a media type
 * @param metadata sent as headers
 */
public record ObjectDescription(String contentType, Map<String, String> metadata) {

  public ObjectDescription {
    metadata = Map.copyOf(metadata);
    ObjectHeaders.check(contentType, metadata);
  }
}
