package dev.crow.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One operation of the OpenAPI document.
 *
 * @param permission what its caller has to hold; null if the document does not say
 * @param description all the document says of it
 */
record ApiOperation(String method, String path, @Nullable String permission, JsonNode description) {

  /** All operations of a document. */
  static List<ApiOperation> of(JsonNode document) {
    List<ApiOperation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        JsonNode permission = operation.getValue().path("x-permission");
        operations.add(
            new ApiOperation(
                operation.getKey().toUpperCase(Locale.ROOT),
                path.getKey(),
                permission.isString() ? permission.asString() : null,
                operation.getValue()));
      }
    }
    return operations;
  }

  String name() {
    return method + " " + path;
  }

  boolean hasId() {
    return path.contains("{");
  }

  boolean isPublic() {
    return "public".equals(permission);
  }

  boolean takesHeader(String name) {
    return description
        .path("parameters")
        .valueStream()
        .anyMatch(p -> p.path("name").asString("").equalsIgnoreCase(name));
  }

  /** What may stand in the path, where that is one of some words. */
  Optional<String> wordOfPath() {
    return description
        .path("parameters")
        .valueStream()
        .filter(parameter -> parameter.path("in").asString("").equals("path"))
        .map(parameter -> parameter.path("schema").path("enum").path(0))
        .filter(JsonNode::isString)
        .map(JsonNode::asString)
        .findFirst();
  }

  /** The example of a JSON body, or missing. */
  JsonNode example() {
    return jsonBody().path("example");
  }

  /** The schema of a JSON body, or missing. */
  JsonNode bodySchema() {
    return jsonBody().path("schema");
  }

  private JsonNode jsonBody() {
    return description.path("requestBody").path("content").path("application/json");
  }
}
