package dev.crow.testkit.cloudflare;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Vectorize's filter: only indexed properties can be seen, and of a text its first 64 bytes. */
final class FakeVectorizeFilter {

  private static final int FILTERED_BYTES = 64;

  private FakeVectorizeFilter() {}

  /** Reads {@code {"property": value | {"$operator": value}}}. */
  static Predicate<Map<String, JsonNode>> parse(JsonNode filter) throws VectorizeRefusal {
    if (!filter.isObject() || filter.isEmpty()) {
      throw invalid("filter must be a non-empty object");
    }
    if (filter.toString().getBytes(StandardCharsets.UTF_8).length >= 2048) {
      throw invalid("filter is too large; its compact JSON must be less than 2048 bytes");
    }
    Predicate<Map<String, JsonNode>> all = _ -> true;
    for (Map.Entry<String, JsonNode> property : filter.properties()) {
      String name = property.getKey();
      if (name.isEmpty() || name.startsWith("$") || name.contains("\"") || name.length() > 512) {
        throw invalid("filter has an invalid key");
      }
      List<Predicate<@Nullable JsonNode>> tests = tests(property.getValue());
      all = all.and(indexed -> tests.stream().allMatch(test -> test.test(indexed.get(name))));
    }
    return all;
  }

  private static List<Predicate<@Nullable JsonNode>> tests(JsonNode condition)
      throws VectorizeRefusal {
    if (!condition.isObject()) {
      return List.of(value -> same(value, condition));
    }
    List<String> operators = new ArrayList<>(condition.propertyNames());
    boolean range =
        operators.size() == 2
            && operators.stream().anyMatch(each -> each.startsWith("$lt"))
            && operators.stream().anyMatch(each -> each.startsWith("$gt"));
    if (operators.size() != 1 && !range) {
      throw invalid("filter can combine an upper and a lower range bound only");
    }
    List<Predicate<@Nullable JsonNode>> tests = new ArrayList<>();
    for (Map.Entry<String, JsonNode> each : condition.properties()) {
      tests.add(test(each.getKey(), each.getValue()));
    }
    return tests;
  }

  private static Predicate<@Nullable JsonNode> test(String operator, JsonNode operand)
      throws VectorizeRefusal {
    return switch (operator) {
      case "$eq" -> value -> same(value, operand);
      case "$ne" -> value -> !same(value, operand);
      case "$in" -> {
        List<JsonNode> set = set(operand);
        yield value -> set.stream().anyMatch(each -> same(value, each));
      }
      case "$nin" -> {
        List<JsonNode> set = set(operand);
        yield value -> set.stream().noneMatch(each -> same(value, each));
      }
      case "$lt" ->
          value -> value != null && ordered(value, operand) && compare(value, operand) < 0;
      case "$lte" ->
          value -> value != null && ordered(value, operand) && compare(value, operand) <= 0;
      case "$gt" ->
          value -> value != null && ordered(value, operand) && compare(value, operand) > 0;
      case "$gte" ->
          value -> value != null && ordered(value, operand) && compare(value, operand) >= 0;
      default -> throw invalid("filter has an unknown operator");
    };
  }

  private static List<JsonNode> set(JsonNode operand) throws VectorizeRefusal {
    if (!operand.isArray() || operand.isEmpty()) {
      throw invalid("$in and $nin take a non-empty array");
    }
    return List.copyOf(operand.values());
  }

  private static boolean same(@Nullable JsonNode value, JsonNode operand) {
    if (value == null) {
      return operand.isNull();
    }
    return ordered(value, operand) ? compare(value, operand) == 0 : value.equals(operand);
  }

  private static boolean ordered(JsonNode value, JsonNode operand) {
    return (value.isString() && operand.isString()) || (value.isNumber() && operand.isNumber());
  }

  private static int compare(JsonNode value, JsonNode operand) {
    return value.isNumber()
        ? Double.compare(value.asDouble(), operand.asDouble())
        : Arrays.compareUnsigned(utf8(value.asString()), utf8(operand.asString()));
  }

  /** What a metadata index keeps of a value. */
  static JsonNode indexed(JsonNode value) {
    if (!value.isString() || utf8(value.asString()).length <= FILTERED_BYTES) {
      return value;
    }
    String text = value.asString();
    int end = text.length();
    while (utf8(text.substring(0, end)).length > FILTERED_BYTES) {
      end = text.offsetByCodePoints(end, -1);
    }
    return StringNode.valueOf(text.substring(0, end));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static VectorizeRefusal invalid(String message) {
    return new VectorizeRefusal(400, 40021, message);
  }
}
