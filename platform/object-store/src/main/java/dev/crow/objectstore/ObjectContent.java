package dev.crow.objectstore;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * What is stored under a key. Held in memory and not copied: do not change the bytes afterwards.
 *
 * <p>Metadata travels in HTTP headers. Its names are 1 to 64 lower-case letters, digits and dashes;
 * its values are printable ASCII without surrounding spaces; all together they take 2,048 bytes at
 * most.
 */
public final class ObjectContent {

  private static final int LONGEST_METADATA = 2048;
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");
  private static final Pattern VALUE = Pattern.compile("|[!-~]|[!-~][ -~]*[!-~]");

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
    if (contentType.isEmpty() || !VALUE.matcher(contentType).matches()) {
      throw new IllegalArgumentException("The content type is not printable ASCII");
    }
    check(this.metadata);
  }

  private static void check(Map<String, String> metadata) {
    int size = 0;
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      if (!NAME.matcher(entry.getKey()).matches() || !VALUE.matcher(entry.getValue()).matches()) {
        throw new IllegalArgumentException("Metadata has a name or value that no header can carry");
      }
      size += entry.getKey().length() + entry.getValue().length();
    }
    if (size > LONGEST_METADATA) {
      throw new IllegalArgumentException("Metadata takes more than " + LONGEST_METADATA + " bytes");
    }
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
