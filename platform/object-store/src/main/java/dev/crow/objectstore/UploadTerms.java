package dev.crow.objectstore;

import java.util.Map;

/**
 * What somebody outside may put under a key.
 *
 * @param contentType exactly this
 * @param size in bytes, exactly this; 5 GiB at most
 */
public record UploadTerms(String contentType, long size) {

  private static final long LARGEST = 5L * 1024 * 1024 * 1024;

  public UploadTerms {
    ObjectHeaders.check(contentType, Map.of());
    if (size < 0 || size > LARGEST) {
      throw new IllegalArgumentException("A direct upload has at most " + LARGEST + " bytes");
    }
  }
}
