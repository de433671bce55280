package dev.crow.testkit.gemini;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Google's published definition of the messages, as strict as Google's own server: unknown fields,
 * wrong types and unknown enum values are violations.
 */
final class GeminiSchema {

  private static final Set<String> WHOLE = Set.of("int32", "int64", "uint32", "uint64");
  private static final Set<String> DECIMAL = Set.of("float", "double");

  private final JsonNode messages;

  GeminiSchema() {
    try (InputStream in =
        GeminiSchema.class.getResourceAsStream("generativelanguage-v1beta.json")) {
      if (in == null) {
        throw new IllegalStateException("The definition is not on the class path");
      }
      this.messages = JsonMapper.builder().build().readTree(in).path("messages");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A line for each thing that is not as published. */
  List<String> violations(String message, JsonNode json) {
    List<String> violations = new ArrayList<>();
    check(message, json, message, violations);
    return violations;
  }

  private void check(String type, JsonNode json, String path, List<String> violations) {
    JsonNode known = messages.path(type);
    if (known.has("values")) {
      boolean found =
          known.path("values").valueStream().anyMatch(v -> v.asString().equals(json.asString("")));
      require(json.isInt() || found, path + " is no " + type, violations);
    } else if (known.has("fields")) {
      fields(known.path("fields"), json, path, violations);
    } else {
      scalar(type, json, path, violations);
    }
  }

  private void fields(JsonNode fields, JsonNode json, String path, List<String> violations) {
    if (!json.isObject()) {
      violations.add(path + " is no object");
      return;
    }
    json.forEachEntry(
        (name, value) -> {
          JsonNode field = fields.path(name);
          String type = field.path("type").asString("");
          String at = path + "." + name;
          if (field.isMissingNode()) {
            violations.add(at + " is unknown");
          } else if (field.path("repeated").asBoolean(false)) {
            require(value.isArray(), at + " is no list", violations);
            value.forEach(element -> check(type, element, at + "[]", violations));
          } else if (field.path("map").asBoolean(false)) {
            require(value.isObject(), at + " is no map", violations);
            value.forEach(element -> check(type, element, at + "{}", violations));
          } else {
            check(type, value, at, violations);
          }
        });
  }

  private static void scalar(String type, JsonNode json, String path, List<String> violations) {
    boolean fits =
        switch (type) {
          case "string", "bytes", "google.protobuf.Duration" -> json.isString();
          case "bool" -> json.isBoolean();
          case "google.protobuf.Struct" -> json.isObject();
          default -> {
            if (WHOLE.contains(type)) {
              yield json.isIntegralNumber() || json.isString();
            }
            yield !DECIMAL.contains(type) || json.isNumber();
          }
        };
    require(fits, path + " is no " + type, violations);
  }

  private static void require(boolean so, String otherwise, List<String> violations) {
    if (!so) {
      violations.add(otherwise);
    }
  }
}
