package dev.crow.objectstore;

/**
 * A part of an object. It is cut off at the object's end.
 *
 * @param first the first byte, from 0
 * @param last the last byte, included
 */
public record ByteRange(long first, long last) {

  public ByteRange {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException("A range goes from its first byte to its last");
    }
  }

  /** All from a byte to the object's end. */
  public static ByteRange from(long first) {
    return new ByteRange(first, Long.MAX_VALUE);
  }

  /** As the value of the HTTP header {@code Range}. */
  public String header() {
    return last == Long.MAX_VALUE ? "bytes=" + first + "-" : "bytes=" + first + "-" + last;
  }
}
