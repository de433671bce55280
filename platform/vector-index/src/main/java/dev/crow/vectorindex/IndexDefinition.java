package dev.crow.vectorindex;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which index is meant, and what it holds.
 *
 * @param name lower-case letters, digits and inner hyphens, up to {@value #MAX_NAME}
 * @param modelId the embedding model whose vectors it holds
 * @param dimensions the length of those vectors, 1 to {@value VectorLimits#MAX_DIMENSIONS}
 * @param filterable the metadata that queries may filter by, at most {@value #MAX_FILTERABLE} keys;
 *     documents may have more, which is kept and given back
 */
public record IndexDefinition(
    String name, String modelId, int dimensions, Map<String, MetadataType> filterable) {

  /** Longest name. Vectorize has 64; the rest is for a name's later generations. */
  public static final int MAX_NAME = 48;

  /** Vectorize's ten metadata indexes, less the timestamp's. */
  public static final int MAX_FILTERABLE = 9;

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?");

  public IndexDefinition {
    VectorLimits.require(
        NAME.matcher(name).matches(),
        "An index name is 1 to 48 lower-case letters, digits and inner hyphens");
    VectorLimits.require(
        !modelId.isBlank() && modelId.length() <= 128,
        "The embedding model's id is blank or longer than 128 characters");
    VectorLimits.require(
        dimensions >= 1 && dimensions <= VectorLimits.MAX_DIMENSIONS,
        "dimensions must be between 1 and 4096");
    filterable = Map.copyOf(filterable);
    VectorLimits.require(
        filterable.size() <= MAX_FILTERABLE, "An index can be filtered by 9 keys at most");
    filterable.keySet().forEach(VectorLimits::checkMetadataKey);
  }

  /** An index that is filtered by texts and numbers. */
  public static IndexDefinition of(
      String name, String modelId, int dimensions, Set<String> texts, Set<String> numbers) {
    Map<String, MetadataType> filterable = new HashMap<>();
    texts.forEach(key -> filterable.put(key, MetadataType.TEXT));
    numbers.forEach(key -> filterable.put(key, MetadataType.NUMBER));
    return new IndexDefinition(name, modelId, dimensions, filterable);
  }

  /**
   * Checks that a document fits in.
   *
   * @throws IllegalArgumentException if its vector or the type of its metadata does not
   */
  public void check(VectorDocument document) {
    checkVector(document.vector());
    document
        .metadata()
        .forEach(
            (key, value) -> {
              MetadataType type = filterable.get(key);
              VectorLimits.require(
                  type == null || type == value.type(),
                  "metadata is of another type than the index filters it by");
            });
  }

  /**
   * Checks that a query can be answered.
   *
   * @throws IllegalArgumentException if its vector does not fit, or it filters by what the index
   *     was not opened to filter by
   */
  public void check(VectorQuery query) {
    float[] vector = query.vector();
    if (vector != null) {
      checkVector(vector);
    }
    for (Condition condition : query.conditions()) {
      MetadataType type = filterable.get(condition.key());
      VectorLimits.require(
          type != null, "a condition is on metadata that the index cannot be filtered by");
      VectorLimits.require(
          type == condition.type(), "a condition compares metadata with a value of another type");
    }
  }

  private void checkVector(float[] vector) {
    if (vector.length != dimensions) {
      throw new IllegalArgumentException(
          "vector has %d dimensions, but the index has %d".formatted(vector.length, dimensions));
    }
  }

  /** Tells generations of an index apart: eight hexadecimal digits of all but its name. */
  public String fingerprint() {
    String content = modelId + '\n' + dimensions + '\n' + filterableText();
    return UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8))
        .toString()
        .substring(0, 8);
  }

  /** The filterable keys and their types in one line, always in the same order. */
  public String filterableText() {
    return filterable.entrySet().stream()
        .map(entry -> entry.getKey() + ":" + entry.getValue())
        .sorted()
        .collect(Collectors.joining(","));
  }
}
