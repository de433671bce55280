package dev.crow.objectstore;

import java.util.List;

/**
 * A folder of objects of one organization: {@code area/organization/path…/}. It ends in a slash, so
 * organization {@code 1} never covers organization {@code 12}.
 */
public final class ObjectPrefix {

  private final String value;
  private final String organizationId;

  private ObjectPrefix(String value, String organizationId) {
    this.value = value;
    this.organizationId = organizationId;
  }

  /**
   * @param area as for {@link ObjectKey#of}
   * @param organizationId whose objects they are
   * @param path whole segments; none for all objects of the organization in this area
   * @throws IllegalArgumentException as {@link ObjectKey#of}
   */
  public static ObjectPrefix of(String area, String organizationId, String... path) {
    return new ObjectPrefix(
        Segments.join(area, organizationId, List.of(path)) + "/", organizationId);
  }

  /** As the store knows it: ASCII, no leading slash, a slash at its end. */
  public String value() {
    return value;
  }

  /**
   * Reads a key that a store listed below this prefix.
   *
   * @throws IllegalArgumentException if the key is not below it
   */
  public ObjectKey key(String listed) {
    if (!contains(listed)) {
      throw new IllegalArgumentException("The store listed a key outside the prefix");
    }
    return ObjectKey.listed(listed, organizationId);
  }

  /** Whether a key, in the form the store knows, is below this prefix. */
  public boolean contains(String key) {
    return key.length() > value.length() && key.startsWith(value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ObjectPrefix prefix && prefix.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
