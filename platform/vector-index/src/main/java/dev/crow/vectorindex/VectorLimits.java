package dev.crow.vectorindex;

import dev.crow.vectorindex.Condition.Operator;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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

  /** All keys and texts of one document's metadata together, in bytes of UTF-8. */
  public static final int MAX_METADATA_BYTES = 4 * 1024;

  /** All keys and texts of one query's conditions together, in bytes of UTF-8. */
  public static final int MAX_CONDITION_BYTES = 1024;

  /** What a filter looks at of a text, in bytes of UTF-8. */
  public static final int FILTERED_BYTES = 64;

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

  /** Checks the keys of metadata, and the size of all of it. */
  public static void checkMetadata(Map<String, MetadataValue> metadata) {
    int bytes = 0;
    for (Map.Entry<String, MetadataValue> entry : metadata.entrySet()) {
      checkMetadataKey(entry.getKey());
      bytes += utf8Length("metadata key", entry.getKey());
      bytes +=
          entry.getValue() instanceof MetadataValue.Text(String text)
              ? utf8Length("metadata value", text)
              : Double.BYTES;
    }
    require(bytes <= MAX_METADATA_BYTES, "metadata is larger than 4 KiB");
  }

  /**
   * Checks a key of metadata: like an id, and without what has a meaning in a filter: no dot, quote
   * or leading {@code $}. Names beginning with {@code _}, and {@code org_id} and {@code
   * created_at}, are the index's own.
   */
  public static void checkMetadataKey(String key) {
    checkKey("metadata key", key);
    require(
        key.charAt(0) != '$' && key.indexOf('.') < 0 && key.indexOf('"') < 0,
        "metadata key has a dot, a quote or a leading $");
    require(
        key.charAt(0) != '_' && !key.equals("org_id") && !key.equals("created_at"),
        "metadata key is one of the index's own");
  }

  /** Checks that conditions can be put together: per key one, or a lower and an upper bound. */
  static void checkConditions(List<Condition> conditions) {
    Map<String, List<Operator>> perKey = new HashMap<>();
    int bytes = 0;
    for (Condition condition : conditions) {
      perKey.computeIfAbsent(condition.key(), _ -> new ArrayList<>()).add(condition.operator());
      bytes += condition.texts().mapToInt(text -> utf8Length("condition", text)).sum();
    }
    require(bytes <= MAX_CONDITION_BYTES, "conditions are larger than 1 KiB");
    for (List<Operator> operators : perKey.values()) {
      boolean range =
          operators.size() == 2
              && operators.stream().anyMatch(Operator::isLower)
              && operators.stream().anyMatch(Operator::isUpper);
      require(
          operators.size() == 1 || range,
          "conditions on one key can be two only as a lower and an upper bound");
    }
  }

  /** The part of a text that filters look at: whole characters of its first 64 bytes. */
  public static String filtered(String text) {
    int bytes = 0;
    int end = 0;
    while (end < text.length()) {
      int character = text.codePointAt(end);
      bytes += character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
      if (bytes > FILTERED_BYTES) {
        return text.substring(0, end);
      }
      end += Character.charCount(character);
    }
    return text;
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
  static int utf8Length(String name, String value) {
    try {
      return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value)).remaining();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(name + " is not valid Unicode", e);
    }
  }

  /**
   * Checks a limit, of these or of an implementation.
   *
   * @param problem never repeats the value
   */
  public static void require(boolean condition, String problem) {
    if (!condition) {
      throw new IllegalArgumentException(problem);
    }
  }
}
