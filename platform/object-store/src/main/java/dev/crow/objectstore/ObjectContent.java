package dev.crow.objectstore;

import java.util.Map;

/**
 * What is stored under a key. Held in memory and not copied: do not change the bytes afterwards.
 *
 * <p>Metadata travels in HTTP headers. Its names are 1 to 64 lower-case letters, digits and dashes;
 * its values are printable ASCII without surrounding spaces; all together they take 2,048 bytes at
 * most.
 */
public final class ObjectContent {

  private final byte[] bytes;
  private final String contentType;
  private final Map<String, String> metadata;

  /**
   * @param bytes may be empty
   * @param contentType a media type, such as {@code application/json}; a store may give it back
   *     with other spaces between its parts
   * @throws IllegalArgumentException if the content type or the metadata cannot be sent as headers
   */
  public ObjectContent(byte[] bytes, String contentType, Map<String, String> metadata) {
    this.bytes = bytes;
    this.contentType = contentType;
    this.metadata = Map.copyOf(metadata);
    ObjectHeaders.check(contentType, this.metadata);
  }

  /** The object's own array, not a copy. */
  public byte[] bytes() {
    return bytes;
  }

  public String contentType() {
    return contentType;
  }

  /** Unmodifiable. */
  public Map<String, String> metadata() {
    return metadata;
  }

  @Override
  public String toString() {
    return "ObjectContent[" + bytes.length + " bytes, " + contentType + "]";
  }
}
