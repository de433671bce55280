package dev.crow.gateway.openapi;

import dev.crow.gateway.credential.Credentials;
import dev.crow.gateway.route.RouteTable;
import dev.crow.gateway.route.Upstream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Builds one OpenAPI document out of several. Takes only paths the gateway carries, and only the
 * components these use. Components of two services that share a name but differ are renamed.
 */
final class ApiMerger {

  static final String UNAVAILABLE = "x-unavailable";

  private static final String REF = "$ref";
  private static final String COMPONENTS = "#/components/";

  private final RouteTable routes;
  private final ObjectNode merged;
  private final ObjectNode paths;
  private final ObjectNode components;
  private final ArrayNode unavailable;

  ApiMerger(RouteTable routes, JsonMapper json) {
    this.routes = routes;
    this.merged = json.createObjectNode();
    merged.put("openapi", "3.1.0");
    merged
        .putObject("info")
        .put("title", "CROW")
        .put("version", "v1")
        .put(
            "description",
            "What people do with a brand's products, as sessions and interactions. Every refusal is "
                + "a problem document (RFC 9457). x-permission names what a credential must hold; "
                + "public operations take none.");
    merged.putArray("servers").addObject().put("url", "/");
    this.paths = merged.putObject("paths");
    this.components = merged.putObject("components");
    this.unavailable = json.createArrayNode();
    addSecurity();
  }

  void add(Upstream service, ObjectNode document) {
    Map<String, String> references = new HashMap<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      if (routes.find(path.getKey()).filter(r -> r.upstream().equals(service)).isPresent()) {
        collect(path.getValue(), document, references, service);
        JsonNode item = renamed(path.getValue(), references);
        nameOperations(path.getKey(), item);
        paths.set(path.getKey(), item);
      }
    }
    references.forEach(
        (from, to) -> {
          String[] name = to.substring(COMPONENTS.length()).split("/", 2);
          section(name[0]).set(name[1], renamed(at(document, from), references));
        });
  }

  /** Services name theirs without knowing each other; generators need names of the whole. */
  private static void nameOperations(String path, JsonNode item) {
    for (Map.Entry<String, JsonNode> operation : item.properties()) {
      if (operation.getValue() instanceof ObjectNode described && described.has("operationId")) {
        described.put("operationId", OperationNames.of(operation.getKey(), path));
      }
    }
  }

  void addUnavailable(Upstream service) {
    unavailable.add(service.name());
  }

  ObjectNode document() {
    if (!unavailable.isEmpty()) {
      merged.set(UNAVAILABLE, unavailable);
    }
    return merged;
  }

  private void addSecurity() {
    ObjectNode schemes = section("securitySchemes");
    schemes
        .putObject("bearerKey")
        .put("type", "http")
        .put("scheme", "bearer")
        .put(
            "description",
            "An API key: crow_pk_… sends events, crow_sk_… also reads. Or a session's token.");
    schemes
        .putObject("headerKey")
        .put("type", "apiKey")
        .put("in", "header")
        .put("name", "X-API-Key");
    schemes
        .putObject("sessionCookie")
        .put("type", "apiKey")
        .put("in", "cookie")
        .put("name", Credentials.SESSION_COOKIE)
        .put("description", "Changes need the header X-CSRF-Token as well.");
    ArrayNode alternatives = merged.putArray("security");
    alternatives.addObject().putArray("bearerKey");
    alternatives.addObject().putArray("headerKey");
    alternatives.addObject().putArray("sessionCookie");
  }

  /** Notes every component reachable from a node, with the name it will have. */
  private void collect(
      JsonNode start, ObjectNode document, Map<String, String> references, Upstream service) {
    Deque<JsonNode> open = new ArrayDeque<>();
    open.push(start);
    while (!open.isEmpty()) {
      JsonNode node = open.pop();
      node.forEach(open::push);
      String reference = node.path(REF).asString("");
      if (reference.startsWith(COMPONENTS)
          && !references.containsKey(reference)
          && at(document, reference).isObject()) {
        references.put(reference, free(reference, at(document, reference), service));
        open.push(at(document, reference));
      }
    }
  }

  private String free(String reference, JsonNode component, Upstream service) {
    JsonNode taken = at(merged, reference);
    return taken.isMissingNode() || taken.equals(component)
        ? reference
        : reference + "_" + service.name();
  }

  private ObjectNode section(String name) {
    return components.get(name) instanceof ObjectNode section
        ? section
        : components.putObject(name);
  }

  private static JsonNode at(JsonNode document, String reference) {
    return document.at(reference.substring(1));
  }

  private static JsonNode renamed(JsonNode node, Map<String, String> references) {
    JsonNode copy = node.deepCopy();
    Deque<JsonNode> open = new ArrayDeque<>();
    open.push(copy);
    while (!open.isEmpty()) {
      JsonNode current = open.pop();
      if (current instanceof ObjectNode object && object.get(REF) instanceof StringNode reference) {
        String to = references.get(reference.asString());
        if (to != null) {
          object.put(REF, to);
        }
      }
      current.forEach(open::push);
    }
    return copy;
  }
}
