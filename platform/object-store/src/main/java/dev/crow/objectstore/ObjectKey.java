package dev.crow.objectstore;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Where an object is: {@code area/organization/path…}, for example {@code
 * raw/sessions/org-1/web/s-1.json}. The area is chosen by code; the organization and the path may
 * hold anything, because each segment is escaped so that it stays one segment: a session named
 * {@code ../../other} is a strange file name in its own organization's folder and nothing else.
 *
 * <p>Letters, digits, {@code -}, {@code _} and inner dots stay as they are; every other byte of a
 * segment's UTF-8 becomes {@code ~XX}. A segment that would be longer than 200 characters ends in
 * the hash of the whole. Different segments always give different keys.
 *
 * <p>A key must not also be the folder of another key: where objects are files, {@code a/b} and
 * {@code a/b/c} cannot both exist.
 */
public final class ObjectKey {

  private static final int LONGEST = 1024;

  private final String value;
  private final String organizationId;

  private ObjectKey(String value, String organizationId) {
    if (value.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      throw new IllegalArgumentException("The key is longer than " + LONGEST + " bytes");
    }
    this.value = value;
    this.organizationId = organizationId;
  }

  /**
   * @param area one or more constant segments, such as {@code raw/sessions}: lower-case letters,
   *     digits and dashes, divided by single slashes
   * @param organizationId whose object it is
   * @param path at least one segment
   * @throws IllegalArgumentException if a part is empty, the area has another form, or the key
   *     would be longer than 1,024 bytes
   */
  public static ObjectKey of(String area, String organizationId, String... path) {
    if (path.length == 0) {
      throw new IllegalArgumentException("A key needs a path within its organization");
    }
    return new ObjectKey(Segments.join(area, organizationId, List.of(path)), organizationId);
  }

  /** A key that a list gave; it needs no escaping again. */
  static ObjectKey listed(String value, String organizationId) {
    return new ObjectKey(value, organizationId);
  }

  /** The whole key as the store knows it: ASCII, no leading slash. */
  public String value() {
    return value;
  }

  /** As given, not escaped. */
  public String organizationId() {
    return organizationId;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ObjectKey key && key.value.equals(value);
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
