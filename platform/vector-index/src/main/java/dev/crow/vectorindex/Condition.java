package dev.crow.vectorindex;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the metadata under one key must be. The eight operators of Vectorize, with one reading of
 * them everywhere: a document without the key fails every condition but {@link Operator#NOT_EQUAL}
 * and {@link Operator#NONE_OF}; texts are ordered by their UTF-8 bytes; flags have no order.
 *
 * @param key of metadata the index was opened to filter by
 * @param operator how it is compared
 * @param operands with what: one, or 1 to {@value #MAX_OPERANDS} for the two set operators; all of
 *     one type
 */
public record Condition(String key, Operator operator, List<MetadataValue> operands) {

  /** Most values in a set. */
  public static final int MAX_OPERANDS = 64;

  /** How values are compared. */
  public enum Operator {
    EQUAL("$eq"),
    NOT_EQUAL("$ne"),
    ONE_OF("$in"),
    NONE_OF("$nin"),
    LESS("$lt"),
    AT_MOST("$lte"),
    GREATER("$gt"),
    AT_LEAST("$gte");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    /** As Vectorize writes it. */
    public String sign() {
      return sign;
    }

    boolean takesSet() {
      return this == ONE_OF || this == NONE_OF;
    }

    /** Whether it bounds a range from below. */
    public boolean isLower() {
      return this == GREATER || this == AT_LEAST;
    }

    /** Whether it bounds a range from above. */
    public boolean isUpper() {
      return this == LESS || this == AT_MOST;
    }
  }

  public Condition {
    VectorLimits.checkMetadataKey(key);
    operands = List.copyOf(operands);
    VectorLimits.require(!operands.isEmpty(), "a condition compares with nothing");
    VectorLimits.require(
        operands.size() <= (operator.takesSet() ? MAX_OPERANDS : 1),
        operator.takesSet()
            ? "a set in a condition has more than 64 values"
            : "a condition that is no set compares with more than one value");
    VectorLimits.require(
        operands.stream().map(MetadataValue::type).distinct().count() == 1,
        "the values of a set are of several types");
    VectorLimits.require(
        operands.getFirst().type() != MetadataType.FLAG
            || !(operator.isLower() || operator.isUpper()),
        "flags have no order");
  }

  public static Condition equalTo(String key, MetadataValue value) {
    return new Condition(key, Operator.EQUAL, List.of(value));
  }

  public static Condition notEqualTo(String key, MetadataValue value) {
    return new Condition(key, Operator.NOT_EQUAL, List.of(value));
  }

  public static Condition oneOf(String key, List<MetadataValue> values) {
    return new Condition(key, Operator.ONE_OF, values);
  }

  public static Condition noneOf(String key, List<MetadataValue> values) {
    return new Condition(key, Operator.NONE_OF, values);
  }

  public static Condition less(String key, MetadataValue value) {
    return new Condition(key, Operator.LESS, List.of(value));
  }

  public static Condition atMost(String key, MetadataValue value) {
    return new Condition(key, Operator.AT_MOST, List.of(value));
  }

  public static Condition greater(String key, MetadataValue value) {
    return new Condition(key, Operator.GREATER, List.of(value));
  }

  public static Condition atLeast(String key, MetadataValue value) {
    return new Condition(key, Operator.AT_LEAST, List.of(value));
  }

  /** The type of what it compares with. */
  public MetadataType type() {
    return operands.getFirst().type();
  }

  /** What it compares with; of a set, the first. */
  public MetadataValue operand() {
    return operands.getFirst();
  }

  /** Its key and texts, whose size is limited. */
  Stream<String> texts() {
    return Stream.concat(
        Stream.of(key),
        operands.stream()
            .map(operand -> operand instanceof MetadataValue.Text(String text) ? text : ""));
  }
}
