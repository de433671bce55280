package dev.crow.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Holds answers to what the OpenAPI document says of them. */
final class Conformance {

  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, JsonSchema> compiled = new ConcurrentHashMap<>();
  private final JsonNode document;

  Conformance(String document) {
    try {
      this.document = json.readTree(document);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** In what an answer differs from the document; empty if in nothing. */
  List<String> complaints(ApiOperation operation, HttpResponse<String> answer) {
    String where = operation.name() + " " + answer.statusCode();
    JsonNode described =
        document
            .path("paths")
            .path(operation.path())
            .path(operation.method().toLowerCase(java.util.Locale.ROOT))
            .path("responses")
            .path(Integer.toString(answer.statusCode()));
    if (described.isMissingNode()) {
      return List.of(where + " is not in the document: " + answer.body());
    }
    JsonNode content = described.path("content");
    String type = answer.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
    if (content.isMissingNode() || content.isEmpty()) {
      return answer.body().isEmpty()
          ? List.of()
          : List.of(where + " has a body, the document says none: " + answer.body());
    }
    if (!content.has(type)) {
      return List.of(
          where + " has the type '" + type + "', the document says " + content.fieldNames().next());
    }
    return type.endsWith("json")
        ? mismatches(where, content.path(type).path("schema").toString(), answer.body())
        : List.of();
  }

  /** In what a body differs from a schema of the document. */
  List<String> mismatches(String where, String schema, String body) {
    List<String> wrong = new ArrayList<>();
    try {
      compiled
          .computeIfAbsent(schema, this::compile)
          .validate(json.readTree(body))
          .forEach(
              message ->
                  wrong.add(where + " " + message.getMessage().replaceAll("\\[[0-9]+]", "[]")));
    } catch (JsonProcessingException e) {
      wrong.add(where + " is no JSON");
    }
    return wrong;
  }

  private JsonSchema compile(String schema) {
    try {
      ObjectNode whole = json.createObjectNode();
      whole.setAll((ObjectNode) json.readTree(schema));
      whole.set("components", document.path("components"));
      return SCHEMAS.getSchema(whole);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
