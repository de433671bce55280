package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

/**
 * Every operation of the merged OpenAPI document, asked by every sort of caller for an id of its
 * own, of another organization, and of nobody. What to expect follows from the operation's {@code
 * x-permission}; valid bodies are in {@code access/operations.yml}.
 */
@ExtendWith(SharedSuite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessMatrixTests {

  private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");
  private static final Pattern OWN_WORDS = Pattern.compile("\"(instance|requestId)\":\"[^\"]*\"");
  private static final Set<String> CHANGING_HEADERS =
      Set.of("date", "x-request-id", "ratelimit", "etag", "retry-after");

  private Api api;
  private Map<String, Map<String, Object>> rows;
  private final Map<String, Caller> callers = new LinkedHashMap<>();
  private Map<String, String> own;
  private Map<String, String> foreign;
  private int cells;

  private record Caller(@Nullable String credential, Set<String> permissions) {}

  private record Operation(String method, String path, @Nullable String permission) {
    String name() {
      return method + " " + path;
    }

    boolean hasId() {
      return path.contains("{");
    }
  }

  @BeforeAll
  void populate(RunningSuite suite) throws IOException {
    api = suite.api();
    try (InputStream file = getClass().getResourceAsStream("/access/operations.yml")) {
      rows = new Yaml().load(file);
    }
    String brand = "brand" + UUID.randomUUID().toString().substring(0, 8) + ".example";
    Person owner = Person.owner(suite, brand);
    Person member = owner.invites("member@" + brand);
    Person stranger = Person.owner(suite, "other-" + brand);
    callers.put("nobody", new Caller(null, Set.of()));
    callers.put("a malformed key", new Caller("crow_sk_nonsense", Set.of()));
    callers.put("a write key", new Caller(key(owner, "WRITE", List.of()), Set.of("events:write")));
    callers.put(
        "a secret key for events",
        new Caller(key(owner, "SECRET", List.of("events:write")), Set.of("events:write")));
    callers.put(
        "a secret key for interactions",
        new Caller(
            key(owner, "SECRET", List.of("interactions:read")), Set.of("interactions:read")));
    callers.put("a member", new Caller(member.session(), permissions(member)));
    callers.put("an owner", new Caller(owner.session(), permissions(owner)));
    own = ids(suite, owner, "new1@" + brand);
    foreign = ids(suite, stranger, "new1@other-" + brand);
  }

  @Test
  void everyOperationAnswersEveryCallerAsItsPermissionSays() {
    List<Operation> operations = operations();
    assertThat(operations).hasSizeGreaterThan(60);
    assertThat(operations.stream().map(Operation::name))
        .as("operations and the rows of access/operations.yml")
        .containsExactlyInAnyOrderElementsOf(rows.keySet());
    List<String> wrong = new ArrayList<>();
    for (Operation operation : operations) {
      if (operation.permission() == null) {
        wrong.add(operation.name() + " names no permission");
        continue;
      }
      callers.forEach((name, caller) -> check(operation, name, caller, wrong));
    }
    System.out.printf(
        "access matrix: %d operations, %d callers, %d requests%n",
        operations.size(), callers.size(), cells);
    assertThat(wrong).isEmpty();
  }

  private void check(Operation operation, String name, Caller caller, List<String> wrong) {
    boolean open = "public".equals(operation.permission());
    boolean holds = open || caller.permissions().contains(operation.permission());
    Map<String, Object> row = rows.getOrDefault(operation.name(), Map.of());
    if (holds && row.containsKey("ends")) {
      return; // Would end the caller's own session; tested by name elsewhere.
    }
    String absent = send(operation, caller, absentId(row));
    if (operation.hasId() && !row.containsKey("word")) {
      String theirs = send(operation, caller, foreign(row));
      if (!theirs.equals(absent)) {
        wrong.add(
            "%s by %s tells a foreign id from none:\n%s\n%s"
                .formatted(operation.name(), name, theirs, absent));
      }
    }
    int status = Integer.parseInt(absent.substring(0, 3));
    boolean stranger = caller.permissions().isEmpty() && !open;
    if (stranger ? status != 401 : holds ? status == 401 || status == 403 : status != 403) {
      wrong.add("%s by %s answers %s".formatted(operation.name(), name, absent));
    }
    if (holds && operation.method().equals("GET") && operation.hasId()) {
      String mine = send(operation, caller, own(row));
      if (!mine.startsWith("200") && !row.containsKey("absent")) {
        wrong.add("%s by %s for its own answers %s".formatted(operation.name(), name, mine));
      }
    }
  }

  /** The answer without what differs between any two: status, headers, body. */
  private String send(Operation operation, Caller caller, String id) {
    cells++;
    String path = PARAMETER.matcher(operation.path()).replaceAll(id);
    Map<String, Object> row = rows.getOrDefault(operation.name(), Map.of());
    Object body = row.get("body");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(api.gateway() + path + row.getOrDefault("query", "")))
            .method(
                operation.method(),
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body.toString()));
    if (body != null) {
      request.header("Content-Type", row.getOrDefault("type", "application/json").toString());
    }
    if (caller.credential() != null) {
      request.header("Authorization", "Bearer " + caller.credential());
    }
    HttpResponse<String> answer = api.exchange(request);
    Map<String, List<String>> headers = new LinkedHashMap<>(answer.headers().map());
    headers
        .keySet()
        .removeIf(header -> CHANGING_HEADERS.contains(header.toLowerCase(java.util.Locale.ROOT)));
    return answer.statusCode()
        + " "
        + headers
        + " "
        + OWN_WORDS.matcher(answer.body()).replaceAll("\"$1\":\"\"").replace(id, "ID");
  }

  private String absentId(Map<String, Object> row) {
    return row.containsKey("word")
        ? row.get("word").toString()
        : row.getOrDefault("like", "user").equals("key")
            ? "ZZZZZZZZZZ"
            : UUID.randomUUID().toString();
  }

  private String own(Map<String, Object> row) {
    return own.getOrDefault(row.getOrDefault("like", "user").toString(), "");
  }

  private String foreign(Map<String, Object> row) {
    return foreign.getOrDefault(row.getOrDefault("like", "user").toString(), "");
  }

  private List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    JsonNode paths = api.json(api.readAs("/v3/api-docs", null)).path("paths");
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        JsonNode permission = operation.getValue().path("x-permission");
        operations.add(
            new Operation(
                operation.getKey().toUpperCase(java.util.Locale.ROOT),
                path.getKey(),
                permission.isString() ? permission.asString() : null));
      }
    }
    return operations;
  }

  private static Set<String> permissions(Person person) {
    Set<String> permissions = new java.util.HashSet<>();
    person
        .json(person.expect(200, person.get("/api/v1/auth/session")))
        .path("permissions")
        .forEach(permission -> permissions.add(permission.asString()));
    return permissions;
  }

  private static String key(Person owner, String kind, List<String> permissions) {
    String body =
        "{\"name\":\"matrix\",\"kind\":\"%s\"%s}"
            .formatted(
                kind,
                permissions.isEmpty()
                    ? ""
                    : ",\"permissions\":[\"" + String.join("\",\"", permissions) + "\"]");
    return owner
        .json(owner.expect(201, owner.post("/api/v1/auth/api-keys", body)))
        .path("key")
        .asString();
  }

  /** One thing of every sort that has an id, in the owner's organization. */
  private Map<String, String> ids(RunningSuite suite, Person owner, String invited) {
    JsonNode self = owner.json(owner.get("/api/v1/auth/session"));
    Map<String, String> ids = new LinkedHashMap<>();
    ids.put("user", self.path("user").path("id").asString());
    ids.put("organization", self.path("organizationId").asString());
    String key = key(owner, "WRITE", List.of());
    ids.put("key", key.substring("crow_pk_".length(), "crow_pk_".length() + 10));
    owner.post("/api/v1/auth/team-invitations", "{\"emails\":[\"" + invited + "\"]}");
    ids.put("invitation", first(owner, "/api/v1/auth/team-invitations", "id"));
    ids.put("session", first(owner, "/api/v1/auth/sessions", "id"));
    ids.put(
        "export",
        owner
            .json(
                owner.post(
                    "/api/v1/exports/personal",
                    "{\"scope\":\"USER\",\"subjectId\":\"" + ids.get("user") + "\"}"))
            .path("id")
            .asString());
    String visitor = "visitor-" + UUID.randomUUID();
    ids.put(
        "erasure",
        owner
            .json(
                owner.post(
                    "/api/v1/erasures",
                    "{\"scope\":\"VISITOR\",\"subjectId\":\"%1$s\",\"confirm\":\"%1$s\"}"
                        .formatted(visitor)))
            .path("id")
            .asString());
    ids.put("interaction", interaction(suite, owner, key));
    assertThat(ids).doesNotContainValue("");
    return ids;
  }

  private String interaction(RunningSuite suite, Person owner, String key) {
    Api shop = new Api(suite.api().gateway(), Map.of("CROW_WRITE_KEY", key));
    String session = "matrix-" + UUID.randomUUID();
    shop.send(
        "/api/v1/ingest/batch",
        "{\"sessionId\":\"%s\",\"events\":[{\"eventId\":\"%s\",\"type\":\"click\"}]}"
            .formatted(session, UUID.randomUUID()));
    shop.send("/api/v1/ingest/session/end", "{\"sessionId\":\"" + session + "\"}");
    Awaitility.await().until(() -> !first(owner, "/api/v1/interactions", "id").isEmpty());
    return first(owner, "/api/v1/interactions", "id");
  }

  private static String first(Person person, String path, String member) {
    JsonNode answer = person.json(person.expect(200, person.get(path)));
    JsonNode list = answer.isArray() ? answer : answer.path("items");
    for (JsonNode any : answer.isArray() ? List.<JsonNode>of() : answer) {
      list = list.isArray() && !list.isEmpty() ? list : any;
    }
    return list.path(0).path(member).asString("");
  }
}
