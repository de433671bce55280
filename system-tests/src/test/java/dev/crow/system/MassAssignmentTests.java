package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The example body of every operation of the OpenAPI document, with one member more: every name
 * that only the service sets, and every member of the operation's answer that its body has not.
 * None is taken, none is ignored in silence, and nothing changes.
 */
@ExtendWith(SharedSuite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MassAssignmentTests {

  /** What services set, in the spellings people try. */
  private static final List<String> SERVER_SET =
      List.of(
          "id",
          "_id",
          "organizationId",
          "organization_id",
          "orgId",
          "org_id",
          "tenantId",
          "userId",
          "ownerId",
          "owner",
          "isAdmin",
          "admin",
          "role",
          "roles",
          "permissions",
          "scopes",
          "status",
          "state",
          "verified",
          "emailVerified",
          "createdAt",
          "created_at",
          "updatedAt",
          "deletedAt",
          "version",
          "hash",
          "passwordHash",
          "plan",
          "credits",
          "__proto__",
          "constructor",
          "@type",
          "class");

  private static final Set<String> ACCOUNTS_OF_NOBODY =
      Set.of("id", "organizationId", "role", "status", "permissions", "emailVerified", "hash");

  /** A refused request is a use of its key all the same, and a refused event is counted as one. */
  private static final Pattern OF_REFUSALS =
      Pattern.compile(
          "\"lastUsedAt\":(null|\"[^\"]*\"),|\"received\":\\d+,|\"refused\":\\{[^}]*}"
              + "|,\"from\":.*");

  private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");
  private static final List<String> STATE =
      List.of(
          "/api/v1/users/me",
          "/api/v1/users/me/preferences",
          "/api/v1/users",
          "/api/v1/organizations/me",
          "/api/v1/auth/session",
          "/api/v1/auth/api-keys",
          "/api/v1/auth/team-invitations",
          "/api/v1/auth/second-factor",
          "/api/v1/auth/onboarding",
          "/api/v1/erasures",
          "/api/v1/ledger");

  private Api api;
  private Person owner;
  private Person founder;
  private String userId;
  private String keyId;
  private String secretKey;
  private JsonNode document;
  private int requests;

  @BeforeAll
  void populate(RunningSuite suite) {
    api = suite.api();
    String brand = "mass" + UUID.randomUUID().toString().substring(0, 8) + ".example";
    owner = Person.owner(suite, brand);
    founder = Person.signedUp(suite, "founder@new-" + brand);
    userId = owner.json(owner.get("/api/v1/users/me")).path("id").asString();
    JsonNode key =
        owner.json(
            owner.post(
                "/api/v1/auth/api-keys",
                "{\"name\":\"mass\",\"kind\":\"SECRET\",\"permissions\":[\"events:write\"]}"));
    secretKey = key.path("key").asString();
    keyId = secretKey.substring("crow_sk_".length(), "crow_sk_".length() + 10);
    document = api.json(api.readAs("/api/v1/openapi.json", null));
  }

  @Test
  void noOperationTakesOrIgnoresAMemberThatOnlyTheServiceSets() {
    Map<String, String> before = state();
    List<String> wrong = new ArrayList<>();
    List<String> tested = new ArrayList<>();
    for (ApiOperation operation : ApiOperation.of(document)) {
      JsonNode schema = resolved(operation.bodySchema());
      if (!schema.path("properties").isObject()) {
        continue; // No JSON body of its own, or the SDK's dialect, which takes what it is sent.
      }
      if (!(operation.example() instanceof ObjectNode example)) {
        wrong.add(operation.name() + " has no example");
        continue;
      }
      tested.add(operation.name());
      for (String name : namesFor(operation, schema)) {
        attempt(operation, example.deepCopy().put(name, "x"), name, wrong);
      }
      nested(operation, schema, example, wrong);
    }
    System.out.printf("mass assignment: %d operations, %d requests%n", tested.size(), requests);
    assertThat(wrong).isEmpty();
    assertThat(tested).hasSizeGreaterThan(30);
    state().forEach((path, now) -> assertThat(now).as(path).isEqualTo(before.get(path)));
  }

  private void nested(
      ApiOperation operation, JsonNode schema, ObjectNode example, List<String> wrong) {
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      JsonNode inner = resolved(property.getValue());
      // What a browser makes may have more members with each of its versions; they are not read.
      if (inner.path("properties").isObject()
          && !inner.path("additionalProperties").asBoolean(false)
          && example.get(property.getKey()) instanceof ObjectNode) {
        ObjectNode body = example.deepCopy();
        ((ObjectNode) body.get(property.getKey())).put("organizationId", "x");
        attempt(operation, body, property.getKey() + ".organizationId", wrong);
      }
    }
  }

  private void attempt(ApiOperation operation, JsonNode body, String name, List<String> wrong) {
    requests++;
    HttpResponse<String> answer = send(operation, body.toString());
    if (!isRefused(answer)) {
      wrong.add(
          operation.name() + " with " + name + ": " + answer.statusCode() + " " + answer.body());
    }
  }

  /** An event of a batch is refused by itself, so that it does not take the others with it. */
  private static boolean isRefused(HttpResponse<String> answer) {
    return answer.statusCode() == 400
        ? answer.body().contains("/problems/unknown-property\"")
        : answer.statusCode() == 422 && answer.body().contains("\"reason\":\"unknown-property\"");
  }

  private Set<String> namesFor(ApiOperation operation, JsonNode schema) {
    Set<String> names = new LinkedHashSet<>(operation.isPublic() ? ACCOUNTS_OF_NOBODY : SERVER_SET);
    for (JsonNode response : operation.description().path("responses")) {
      JsonNode answer = resolved(response.path("content").path("application/json").path("schema"));
      names.addAll(answer.path("properties").propertyNames());
    }
    names.removeAll(schema.path("properties").propertyNames());
    return names;
  }

  private JsonNode resolved(JsonNode schema) {
    JsonNode one =
        Stream.concat(Stream.of(schema), schema.path("anyOf").valueStream())
            .filter(any -> any.has("$ref"))
            .findFirst()
            .orElse(schema);
    String reference = one.path("$ref").asString("");
    return reference.isEmpty() ? one : document.at(reference.substring(1));
  }

  private HttpResponse<String> send(ApiOperation operation, String body) {
    String id =
        operation.wordOfPath().orElse(operation.path().contains("api-keys") ? keyId : userId);
    String path = PARAMETER.matcher(operation.path()).replaceAll(id);
    if (operation.path().startsWith("/api/v1/organizations/{")) {
      path = "/api/v1/organizations/me";
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(api.gateway() + path))
            .header("Content-Type", "application/json")
            .method(operation.method(), HttpRequest.BodyPublishers.ofString(body));
    if (operation.takesHeader("If-Match")) {
      request.header("If-Match", "\"0\"");
    }
    String credential = credentialFor(operation);
    if (!credential.isEmpty()) {
      request.header("Authorization", "Bearer " + credential);
    }
    return api.exchange(request);
  }

  private String credentialFor(ApiOperation operation) {
    return switch (String.valueOf(operation.permission())) {
      case "public" -> "";
      case "events:write" -> secretKey;
      case "onboarding:manage" -> founder.session();
      default -> owner.session();
    };
  }

  private Map<String, String> state() {
    Map<String, String> state = new LinkedHashMap<>();
    for (String path : STATE) {
      Person reader = path.endsWith("onboarding") ? founder : owner;
      String body = reader.expect(200, reader.get(path)).body();
      state.put(path, OF_REFUSALS.matcher(body).replaceAll(""));
    }
    return state;
  }
}
