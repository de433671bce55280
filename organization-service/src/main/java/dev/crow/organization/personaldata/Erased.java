package dev.crow.organization.personaldata;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a service answered to an order to erase.
 *
 * @param erased how many things of which sort it erased
 * @param remains what it could not take out by itself, and when the last of it is gone
 */
record Erased(Map<String, Long> erased, Map<String, Instant> remains) {

  private static final TypeReference<Map<String, Long>> COUNTS = new TypeReference<>() {};

  /** Copies the maps, in the order of their names. */
  Erased {
    erased = new TreeMap<>(erased);
    remains = new TreeMap<>(remains);
  }

  /** Answers stored by earlier versions hold the counts alone. */
  static Erased read(JsonMapper json, String result) {
    JsonNode tree = json.readTree(result);
    return tree.path("erased").isObject()
        ? json.treeToValue(tree, Erased.class)
        : new Erased(json.convertValue(tree, COUNTS), Map.of());
  }
}
