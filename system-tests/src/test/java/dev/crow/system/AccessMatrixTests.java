package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.Permissions;
import dev.crow.system.AccessJudge.Answer;
import dev.crow.system.AccessJudge.Answers;
import dev.crow.system.AccessJudge.Asker;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

  private static final String MEMBER = "a member";
  private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");
  private static final Pattern OWN_WORDS = Pattern.compile("\"(instance|requestId)\":\"[^\"]*\"");
  private static final Set<String> CHANGING_HEADERS =
      Set.of("date", "x-request-id", "ratelimit", "etag", "retry-after");

  private Api api;
  private Map<String, Map<String, Object>> rows;
  private final Map<String, Caller> callers = new LinkedHashMap<>();
  private Map<String, String> own;
  private Map<String, String> foreign;
  private Conformance conformance;
  private List<ApiOperation> operations;
  private List<String> unavailable;
  private final Set<String> undocumented = new TreeSet<>();
  private int cells;

  /**
   * @param stranger whether it belongs to the other organization, whose ids are its own
   */
  private record Caller(
      @Nullable String credential, boolean valid, Set<String> permissions, boolean stranger) {

    static Caller of(String credential, Set<String> permissions) {
      return new Caller(credential, true, permissions, false);
    }

    static Caller refused(@Nullable String credential) {
      return new Caller(credential, false, Set.of(), false);
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
    String document = api.readAs("/api/v1/openapi.json", null).body();
    conformance = new Conformance(document);
    JsonNode described = api.parsed(document);
    operations = ApiOperation.of(described);
    unavailable = described.path("x-unavailable").valueStream().map(JsonNode::asString).toList();
    callers.put("nobody", Caller.refused(null));
    callers.put("a malformed key", Caller.refused("crow_sk_nonsense"));
    callers.put("a revoked key", Caller.refused(revokedKey(owner)));
    callers.put("an expired session", Caller.refused(expiredSession(suite, owner)));
    callers.put("a write key", Caller.of(key(owner, "WRITE", List.of()), Set.of("events:write")));
    for (String permission : List.of("events:write", "interactions:read")) {
      callers.put(
          "a secret key for " + permission,
          Caller.of(key(owner, "SECRET", List.of(permission)), Set.of(permission)));
    }
    callers.put(
        "a secret key with every permission",
        Caller.of(
            key(owner, "SECRET", List.copyOf(Permissions.OF_SECRET_KEYS)),
            Permissions.OF_SECRET_KEYS));
    callers.put(MEMBER, Caller.of(member.session(), permissions(member)));
    callers.put("an owner", Caller.of(owner.session(), permissions(owner)));
    callers.put(
        "the owner of another organization",
        new Caller(stranger.session(), true, permissions(stranger), true));
    own = ids(suite, owner, "new1@" + brand);
    foreign = ids(suite, stranger, "new1@other-" + brand);
  }

  @Test
  void everyOperationAnswersEveryCallerAsItsPermissionSays() {
    assertThat(operations).hasSizeGreaterThan(60);
    assertThat(AccessJudge.ofList(operations, rows.keySet(), unavailable)).isEmpty();
    List<String> wrong = new ArrayList<>();
    for (ApiOperation operation : operations) {
      callers.forEach((name, caller) -> wrong.addAll(check(operation, name, caller)));
    }
    System.out.printf(
        "access matrix: %d operations, %d callers, %d requests%n",
        operations.size(), callers.size(), cells);
    assertThat(wrong).isEmpty();
    assertThat(undocumented).as("answers that differ from the OpenAPI document").isEmpty();
  }

  private List<String> check(ApiOperation operation, String name, Caller caller) {
    Asker asker = new Asker(name, caller.valid(), caller.permissions());
    boolean holds = AccessJudge.holds(operation, asker);
    Map<String, Object> row = rows.getOrDefault(operation.name(), Map.of());
    if (holds && row.containsKey("ends")) {
      return List.of(); // Would end the caller's own session; tested by name elsewhere.
    }
    boolean named = operation.hasId() && !row.containsKey("word");
    boolean readsItsOwn =
        holds
            && operation.method().equals("GET")
            && named
            && !row.containsKey("absent")
            && (!row.containsKey("personal") || !name.equals(MEMBER));
    Map<String, String> mine = caller.stranger() ? foreign : own;
    Map<String, String> theirs = caller.stranger() ? own : foreign;
    return AccessJudge.of(
        operation,
        asker,
        new Answers(
            send(operation, caller, absentId(row)),
            named ? send(operation, caller, id(theirs, row)) : null,
            readsItsOwn ? send(operation, caller, id(mine, row)) : null));
  }

  /** The answer without what differs between any two: status, headers, body. */
  private Answer send(ApiOperation operation, Caller caller, String id) {
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
    undocumented.addAll(conformance.complaints(operation, answer));
    Map<String, List<String>> headers = new LinkedHashMap<>(answer.headers().map());
    headers
        .keySet()
        .removeIf(header -> CHANGING_HEADERS.contains(header.toLowerCase(java.util.Locale.ROOT)));
    return new Answer(
        answer.statusCode(),
        headers
            + " "
            + OWN_WORDS.matcher(answer.body()).replaceAll("\"$1\":\"\"").replace(id, "ID"));
  }

  private String absentId(Map<String, Object> row) {
    return row.containsKey("word")
        ? row.get("word").toString()
        : row.getOrDefault("like", "user").equals("key")
            ? "ZZZZZZZZZZ"
            : UUID.randomUUID().toString();
  }

  private static String id(Map<String, String> ids, Map<String, Object> row) {
    return ids.getOrDefault(row.getOrDefault("like", "user").toString(), "");
  }

  private static Set<String> permissions(Person person) {
    Set<String> permissions = new java.util.HashSet<>();
    person
        .json(person.expect(200, person.get("/api/v1/auth/session")))
        .path("permissions")
        .forEach(permission -> permissions.add(permission.asString()));
    return permissions;
  }

  private static String revokedKey(Person owner) {
    String key = key(owner, "SECRET", List.of("interactions:read"));
    owner.expect(204, owner.delete("/api/v1/auth/api-keys/" + keyId(key)));
    return key;
  }

  private static String keyId(String key) {
    int start = "crow_sk_".length();
    return key.substring(start, start + 10);
  }

  /** A session whose time is over, as it will be in some weeks. */
  private static String expiredSession(RunningSuite suite, Person owner) {
    String kept = owner.session();
    owner.signIn();
    String session = owner.session();
    try (Connection auth =
            DriverManager.getConnection(
                "jdbc:sqlite:" + suite.data().resolve("auth").resolve("auth.db"));
        PreparedStatement update =
            auth.prepareStatement(
                "UPDATE sessions SET expires_at = '2020-01-01T00:00:00.000Z' WHERE token_hash = ?")) {
      update.setString(1, sha256(session));
      assertThat(update.executeUpdate()).isOne();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    owner.useSession(kept);
    return session;
  }

  private static String sha256(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(token.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
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
    ids.put("key", keyId(key));
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
    ids.put("receipt", visit(suite, key));
    Awaitility.await().until(() -> !first(owner, "/api/v1/interactions", "id").isEmpty());
    ids.put("interaction", first(owner, "/api/v1/interactions", "id"));
    ids.put("product", made(owner, 201, "/api/v1/products", "{\"name\":\"Tea\"}"));
    ids.put("category", made(owner, 201, "/api/v1/products/categories", "{\"name\":\"Tea\"}"));
    ids.put(
        "job", made(owner, 202, "/api/v1/products/imports", "[{\"id\":\"1\",\"name\":\"Tea\"}]"));
    ids.put(
        "file", made(owner, 202, "/api/v1/exports", "{\"kind\":\"analytics\",\"format\":\"csv\"}"));
    ids.put(
        "schedule",
        made(
            owner,
            201,
            "/api/v1/exports/schedules",
            "{\"name\":\"Figures\",\"kind\":\"analytics\",\"format\":\"pdf\",\"every\":\"day\"}"));
    ids.put("document", document(owner));
    // Whoever joins is welcomed, and a new organization has a rule.
    Awaitility.await().until(() -> !first(owner, "/api/v1/notifications", "id").isEmpty());
    ids.put("notification", first(owner, "/api/v1/notifications", "id"));
    ids.put("rule", first(owner, "/api/v1/notifications/rules", "id"));
    ids.put("webhook", webhook(owner));
    assertThat(ids).doesNotContainValue("");
    return ids;
  }

  private static String made(Person owner, int status, String path, String body) {
    return owner.json(owner.expect(status, owner.post(path, body))).path("id").asString();
  }

  /** Announced, and never sent. */
  private static String document(Person owner) {
    return owner
        .json(
            owner.expect(
                201,
                owner.post(
                    "/api/v1/organizations/context/documents",
                    "{\"name\":\"Returns\",\"mediaType\":\"text/plain\",\"bytes\":5}")))
        .path("document")
        .path("id")
        .asString();
  }

  /** To a public address where nobody is, which needs no name server. */
  private static String webhook(Person owner) {
    return owner
        .json(
            owner.expect(
                201, owner.post("/api/v1/webhooks", "{\"url\":\"https://192.88.100.1/hook\"}")))
        .path("webhook")
        .path("id")
        .asString();
  }

  /**
   * @return its receipt
   */
  private static String visit(RunningSuite suite, String key) {
    Api shop = new Api(suite.api().gateway(), Map.of("CROW_WRITE_KEY", key));
    String session = "matrix-" + UUID.randomUUID();
    HttpResponse<String> receipt =
        shop.send(
            "/api/v1/ingest/batch",
            "{\"sessionId\":\"%s\",\"events\":[{\"eventId\":\"%s\",\"type\":\"click\"}]}"
                .formatted(session, UUID.randomUUID()));
    shop.send("/api/v1/ingest/session/end", "{\"sessionId\":\"" + session + "\"}");
    return shop.json(receipt).path("receiptId").asString();
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
