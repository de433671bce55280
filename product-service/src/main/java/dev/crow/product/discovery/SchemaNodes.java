package dev.crow.product.discovery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The schema.org things of one page, from JSON-LD blocks or made of microdata. */
final class SchemaNodes {

  private static final int DEEPEST = 12;
  private static final int MOST = 5000;

  private final JsonMapper json;
  private final List<ObjectNode> all = new ArrayList<>();
  private final Map<String, ObjectNode> byId = new HashMap<>();

  SchemaNodes(JsonMapper json) {
    this.json = json;
  }

  /** Returns false if the block is no JSON, which is common on pages and no reason to stop. */
  boolean addJson(String block) {
    try {
      add(json.readTree(block), 0);
      return true;
    } catch (JacksonException e) {
      return false;
    }
  }

  void add(JsonNode node, int depth) {
    if (depth > DEEPEST || all.size() > MOST) {
      return;
    }
    if (node instanceof ObjectNode object) {
      all.add(object);
      if (object.path("@id").isString()) {
        byId.merge(object.path("@id").asString(), object, SchemaNodes::fuller);
      }
      object.properties().forEach(entry -> add(entry.getValue(), depth + 1));
    } else if (node.isArray()) {
      node.forEach(one -> add(one, depth + 1));
    }
  }

  /** Of a thing and a mere reference to it, the thing. */
  private static ObjectNode fuller(ObjectNode one, ObjectNode other) {
    return other.size() > one.size() ? other : one;
  }

  List<ObjectNode> ofType(String... types) {
    return all.stream().filter(node -> is(node, types)).toList();
  }

  static boolean is(JsonNode node, String... types) {
    JsonNode type = node.path("@type");
    for (JsonNode one : type.isArray() ? type : List.of(type)) {
      String name = one.asString("").replaceFirst("^(https?://schema\\.org/|schema:)", "");
      for (String wanted : types) {
        if (name.equals(wanted)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The thing itself where only its id is given. */
  JsonNode resolve(JsonNode node) {
    if (node.size() == 1 && node.path("@id").isString()) {
      return Objects.requireNonNullElse(byId.get(node.path("@id").asString()), node);
    }
    return node;
  }

  /** The first of these that says something: a text, a number, or a thing's name or value. */
  @Nullable String text(JsonNode node, String... fields) {
    for (String field : fields) {
      String value = text(node.path(field), 0);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private @Nullable String text(JsonNode given, int depth) {
    JsonNode value = resolve(given);
    if (depth > 3) {
      return null;
    }
    if (value.isValueNode()) {
      String text = value.isNull() || value.isMissingNode() ? "" : value.asString("").strip();
      return text.isEmpty() ? null : text;
    }
    if (value.isArray()) {
      for (JsonNode one : value) {
        String text = text(one, depth + 1);
        if (text != null) {
          return text;
        }
      }
      return null;
    }
    for (String field : List.of("name", "@value", "value", "url", "contentUrl", "@id")) {
      String text = text(value.path(field), depth + 1);
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  /** A list, or the one thing as a list. */
  List<JsonNode> list(JsonNode given) {
    JsonNode value = resolve(given);
    List<JsonNode> found = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(one -> found.add(resolve(one)));
    } else if (!value.isMissingNode() && !value.isNull()) {
      found.add(value);
    }
    return found;
  }

  /** A word of schema.org's vocabulary, however it is written. */
  static @Nullable String word(@Nullable String text) {
    return text == null
        ? null
        : text.replaceFirst(".*[/:#]", "").replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
  }
}
