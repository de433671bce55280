package dev.crow.vectorindex;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What every index accepts, whatever it is built on. All checks throw {@link
 * IllegalArgumentException} with a message that names the problem and never repeats the value.
 */
public final class VectorLimits {

  /** Longest organization id and document id, in bytes of UTF-8. */
  public static final int MAX_ID_BYTES = 64;

  /** Most components of a vector. */
  public static final int MAX_DIMENSIONS = 4096;

  /** Longest text, in characters. */
  public static final int MAX_TEXT_LENGTH = 100_000;

  /** All keys and values of one document or query together, in bytes of UTF-8. */
  public static final int MAX_METADATA_BYTES = 10 * 1024;

  /** Most matches one query may ask for. */
  public static final int MAX_TOP_K = 100;

  private VectorLimits() {}

  /** Checks an organization's id: 1 to {@value #MAX_ID_BYTES} bytes, no control characters. */
  public static void checkOrganization(String organizationId) {
    checkKey("organization id", organizationId);
  }

  /** Checks a document's id: 1 to {@value #MAX_ID_BYTES} bytes, no control characters. */
  public static void checkId(String id) {
    checkKey("id", id);
  }

  /** Checks that a vector is finite and not zero, and has at most the permitted components. */
  public static void checkVector(float[] vector) {
    require(vector.length > 0, "vector is empty");
    require(vector.length <= MAX_DIMENSIONS, "vector has more than 4096 dimensions");
    boolean zero = true;
    for (float component : vector) {
      require(Float.isFinite(component), "vector has a component that is NaN or infinite");
      zero &= component == 0;
    }
    require(!zero, "vector is zero, which has no direction");
  }

  /** Checks the keys (like ids) and values (any text) of metadata or of a filter. */
  public static void checkMetadata(Map<String, String> metadata) {
    int bytes = 0;
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      checkKey("metadata key", entry.getKey());
      bytes += utf8Length("metadata key", entry.getKey());
      bytes += utf8Length("metadata value", entry.getValue());
    }
    require(bytes <= MAX_METADATA_BYTES, "metadata is larger than 10 KiB");
  }

  static void checkText(String text) {
    require(text.length() <= MAX_TEXT_LENGTH, "text is longer than 100000 characters");
  }

  static void checkTopK(int topK) {
    require(topK >= 1 && topK <= MAX_TOP_K, "topK is not between 1 and 100");
  }

  private static void checkKey(String name, String value) {
    require(!value.isBlank(), name + " is blank");
    require(utf8Length(name, value) <= MAX_ID_BYTES, name + " is longer than 64 bytes");
    require(value.chars().noneMatch(Character::isISOControl), name + " has a control character");
  }

  /** Half a surrogate pair would be stored as a question mark, and so make two names equal. */
  private static int utf8Length(String name, String value) {
    try {
      return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value)).remaining();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(name + " is not valid Unicode", e);
    }
  }

  static void require(boolean condition, String problem) {
    if (!condition) {
      throw new IllegalArgumentException(problem);
    }
  }
}
