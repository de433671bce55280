package dev.crow.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.auth.RunningService.Answer;
import dev.crow.auth.key.TestKeys;
import dev.crow.contracts.Services;
import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.Role;
import dev.crow.contracts.identity.v1.UserPermissions;
import dev.crow.relational.Timestamps;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManagedKeyTests {

  private static final String KEYS = "/api/v1/auth/api-keys";
  private static final String SECRET =
      """
      {"name":"Back office","kind":"SECRET","permissions":["chat:use","events:write"]}""";

  private final FakeSessions sessions = new FakeSessions();
  private RunningService service;
  private String owner;
  private String member;
  private String stranger;

  @BeforeAll
  void start(@TempDir Path dir) {
    service = new RunningService(HttpClient.newHttpClient(), "http", sessions::replaceIn, dir);
    owner = token("org-a", Role.OWNER, UserPermissions.OF_OWNERS);
    member = token("org-a", Role.MEMBER, FakeSessions.KEYS_AND_CHAT);
    stranger = token("org-b", Role.OWNER, UserPermissions.OF_OWNERS);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @Test
  void showsANewKeyOnceAndNeverAgain() {
    Answer made = create(owner, SECRET);
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("Cache-Control")).isEqualTo("no-store");
    String key = made.text("key");
    String id = made.json().at("/details/id").asString();
    assertThat(made.header("Location")).isEqualTo(KEYS + "/" + id);
    assertThat(id).isEqualTo(TestKeys.id(key));
    Answer shown = service.call("GET", KEYS + "/" + id, "", owner);
    assertThat(shown.json()).isEqualTo(made.json().path("details"));
    Answer token = service.exchange(key, Services.INTERACTION);
    assertThat(token.text("organizationId")).isEqualTo("org-a");
    assertThat(texts(token.json().path("permissions"))).containsExactly("chat:use", "events:write");

    assertThat(shown.json().propertyNames())
        .containsExactlyInAnyOrder(
            "id",
            "kind",
            "name",
            "permissions",
            "allowedOrigins",
            "dailyCap",
            "createdAt",
            "createdBy",
            "expiresAt",
            "revokedAt",
            "lastUsedAt",
            "previousSecretUntil");
    Answer list = service.call("GET", KEYS, "", owner);
    assertThat(ids(list)).contains(id);
    assertThat(list.body()).doesNotContain(TestKeys.secret(key)).doesNotContainIgnoringCase("hash");
    assertThat(events(Topics.AUDIT_EVENTS, id))
        .singleElement()
        .asString()
        .contains("api-key.created", "\"actor\":\"user:", "org-a", "DONE");
  }

  @Test
  void tellsTheOtherServicesOfAnOrganizationAnOperatorMade() {
    String id = service.createOrganization().text("organizationId");
    assertThat(events(Topics.IDENTITY_EVENTS, id))
        .singleElement()
        .asString()
        .contains("\"event\":\"organization-founded\"", "\"name\":\"Shop\"");
    assertThat(events(Topics.AUDIT_EVENTS, id))
        .singleElement()
        .asString()
        .contains("organization.created", "system:operator");
  }

  @Test
  void carriesAKeysLimitsIntoTheExchange() {
    Answer made =
        create(
            owner,
            """
            {"name":"Shop","kind":"WRITE","allowedOrigins":["https://shop.example"],
             "dailyCap":5000,"expiresAt":"%s"}"""
                .formatted(Instant.now().plusSeconds(100)));
    Answer token = service.exchange(made.text("key"), Services.WEB_INGEST);
    assertThat(token.text("kind")).isEqualTo("WRITE_KEY");
    assertThat(texts(token.json().path("permissions"))).containsExactly("events:write");
    assertThat(texts(token.json().path("allowedOrigins"))).containsExactly("https://shop.example");
    assertThat(token.json().path("dailyCap").asLong()).isEqualTo(5000);
    assertThat(Instant.parse(token.text("expiresAt")))
        .as("a token does not outlive its key")
        .isBefore(Instant.now().plusSeconds(101));
  }

  @Test
  void changesAKeyAndTellsEverybodyWhoCachedIt() {
    String id = id(create(owner, "{\"name\":\"Shop\",\"kind\":\"WRITE\",\"dailyCap\":7}"));
    Answer changed =
        service.call(
            "PATCH",
            KEYS + "/" + id,
            "{\"name\":\"Store\",\"allowedOrigins\":[\"https://a.example\"]}",
            owner);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.text("name")).isEqualTo("Store");
    assertThat(changed.json().path("dailyCap").asLong()).isEqualTo(7);
    assertThat(service.call("GET", KEYS + "/" + id, "", owner).json()).isEqualTo(changed.json());
    assertThat(
            service
                .call("PATCH", KEYS + "/" + id, "{\"dailyCap\":0}", owner)
                .json()
                .path("dailyCap")
                .isNull())
        .isTrue();
    assertThat(events(Topics.AUDIT_EVENTS, id)).hasSize(3);
    assertThat(events(Topics.CREDENTIAL_REVOCATIONS, id))
        .hasSize(2)
        .allSatisfy(event -> assertThat(event).contains("\"kind\":\"KEY\"", "org-a"));
  }

  @Test
  void letsTheOldSecretWorkUntilTheOverlapEnds() {
    Answer made = create(owner, SECRET);
    String id = id(made);
    Answer rotated = rotate(id, 60);
    assertThat(rotated.status()).isEqualTo(200);
    assertThat(rotated.header("Cache-Control")).isEqualTo("no-store");
    assertThat(TestKeys.id(rotated.text("key"))).isEqualTo(id);
    assertWorks(made.text("key"));
    assertWorks(rotated.text("key"));
    update("previous_until", Instant.now().minusMillis(1), id);
    assertRefused(made.text("key"));
    assertWorks(rotated.text("key"));
    assertThat(events(Topics.CREDENTIAL_REVOCATIONS, id)).hasSize(1);
    assertThat(events(Topics.AUDIT_EVENTS, id).getLast()).contains("api-key.rotated");
  }

  @Test
  void endsTheOldSecretAtOnceWithoutAnOverlapAndKeepsTwoSecretsAtMost() {
    Answer first = create(owner, SECRET);
    String id = id(first);
    Answer second = rotate(id, 0);
    assertRefused(first.text("key"));
    Answer third = rotate(id, 10_080);
    assertWorks(second.text("key"));
    rotate(id, 5);
    assertRefused(second.text("key"));
    assertWorks(third.text("key"));
  }

  @Test
  void endsTokensOfAnOldSecretWithIt() {
    Answer made = create(owner, SECRET);
    rotate(id(made), 1);
    assertThat(
            Instant.parse(
                service.exchange(made.text("key"), Services.INTERACTION).text("expiresAt")))
        .isBefore(Instant.now().plusSeconds(61));
  }

  @Test
  void auditsOnceThatARevokedKeyIsStillShown() {
    Answer made = create(owner, SECRET);
    String id = id(made);
    assertThat(service.call("DELETE", KEYS + "/" + id, "", owner).status()).isEqualTo(204);
    for (int i = 0; i < 3; i++) {
      assertThat(service.exchange(made.text("key"), Services.AUTH).status()).isEqualTo(401);
    }
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(events(Topics.AUDIT_EVENTS, id))
                    .filteredOn(event -> event.contains("api-key.refused"))
                    .singleElement()
                    .asString()
                    .contains("key:" + id, "REFUSED"));
  }

  @Test
  void revokesAKeyForGood() {
    Answer made = create(owner, SECRET);
    String id = id(made);
    assertThat(service.call("DELETE", KEYS + "/" + id, "", owner).status()).isEqualTo(204);
    assertThat(service.call("DELETE", KEYS + "/" + id, "", owner).status()).isEqualTo(204);
    assertRefused(made.text("key"));
    assertThat(service.call("GET", KEYS + "/" + id, "", owner).text("revokedAt")).isNotEmpty();
    assertThat(rotate(id, 5).status()).isEqualTo(409);
    assertThat(service.call("PATCH", KEYS + "/" + id, "{\"name\":\"x\"}", owner).status())
        .isEqualTo(409);
    assertThat(events(Topics.CREDENTIAL_REVOCATIONS, id)).hasSize(1);
    assertThat(events(Topics.AUDIT_EVENTS, id))
        .filteredOn(event -> !event.contains("api-key.refused"))
        .hasSize(2);
  }

  @Test
  void answersAForeignKeyExactlyLikeAnAbsentOne() {
    Answer made = create(owner, SECRET);
    String id = id(made);
    for (String method : List.of("GET", "PATCH", "DELETE", "POST")) {
      String path = method.equals("POST") ? "/rotate" : "";
      String body = method.equals("POST") ? "{\"overlapMinutes\":0}" : "{\"name\":\"x\"}";
      Answer foreign = service.call(method, KEYS + "/" + id + path, body, stranger);
      Answer absent = service.call(method, KEYS + "/0000000000" + path, body, stranger);
      assertThat(foreign.status()).as(method).isEqualTo(404);
      assertThat(stable(foreign)).isEqualTo(stable(absent));
    }
    assertWorks(made.text("key"));
    assertThat(ids(service.call("GET", KEYS, "", stranger))).doesNotContain(id);
  }

  @Test
  void letsNobodyGiveMoreThanTheyHave() {
    Answer refused =
        create(
            member, "{\"name\":\"x\",\"kind\":\"SECRET\",\"permissions\":[\"interactions:read\"]}");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body()).contains("insufficient-scope");
    assertThat(create(member, SECRET).status()).isEqualTo(201);
  }

  @Test
  void refusesWhoeverMayNotManageKeysAndAuditsIt() {
    String other = token("org-c", Role.MEMBER, UserPermissions.OF_MEMBERS);
    assertThat(create(other, SECRET).status()).isEqualTo(403);
    assertThat(service.call("GET", KEYS, "", other).status()).isEqualTo(403);
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(events(Topics.AUDIT_EVENTS, "org-c"))
                    .first()
                    .asString()
                    .contains("permission.denied", "REFUSED", "operation:ApiKeyController#"));
    String key = create(owner, SECRET).text("key");
    String byKey = service.exchange(key, Services.AUTH).text("token");
    assertThat(service.call("GET", KEYS, "", byKey).status()).isEqualTo(403);
    String nobody = service.exchange("ADDRESS", "192.0.2.1", Services.AUTH).text("token");
    assertThat(service.call("GET", KEYS, "", nobody).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kind\":\"SECRET\",\"permissions\":[\"chat:use\"]}",
        "{\"name\":\" \",\"kind\":\"SECRET\",\"permissions\":[\"chat:use\"]}",
        "{\"name\":\"a\\nb\",\"kind\":\"SECRET\",\"permissions\":[\"chat:use\"]}",
        "{\"name\":\"x\",\"permissions\":[\"chat:use\"]}",
        "{\"name\":\"x\",\"kind\":\"SECRET\"}",
        "{\"name\":\"x\",\"kind\":\"SECRET\",\"permissions\":[]}",
        "{\"name\":\"x\",\"kind\":\"SECRET\",\"permissions\":[null]}",
        "{\"name\":\"x\",\"kind\":\"SECRET\",\"permissions\":[\"api_keys:manage\"]}",
        "{\"name\":\"x\",\"kind\":\"SECRET\",\"permissions\":[\"*\"]}",
        "{\"name\":\"x\",\"kind\":\"WRITE\",\"permissions\":[\"chat:use\"]}",
        "{\"name\":\"x\",\"kind\":\"WRITE\",\"allowedOrigins\":[\"https://a.example/x\"]}",
        "{\"name\":\"x\",\"kind\":\"WRITE\",\"allowedOrigins\":[null]}",
        "{\"name\":\"x\",\"kind\":\"WRITE\",\"dailyCap\":0}",
        "{\"name\":\"x\",\"kind\":\"WRITE\",\"expiresAt\":\"2020-01-01T00:00:00Z\"}",
        "{\"name\":\"x\",\"kind\":\"SECRET\",\"permissions\":[\"chat:use\"],"
            + "\"allowedOrigins\":[\"https://a.example\"]}"
      })
  void refusesAKeyOfWrongContent(String json) {
    Answer answer = create(owner, json);
    assertThat(answer.status()).as(answer.body()).isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"orgId", "id", "keyHash", "createdAt", "createdBy", "revokedAt", "role"})
  void refusesWhatOnlyTheServerSets(String property) {
    Answer answer = create(owner, SECRET.replace("}", ",\"" + property + "\":\"x\"}"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("unknown-property");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"overlapMinutes\":-1}", "{\"overlapMinutes\":10081}"})
  void refusesAnOverlapOfWrongLength(String json) {
    String id = id(create(owner, SECRET));
    assertThat(service.call("POST", KEYS + "/" + id + "/rotate", json, owner).status())
        .isEqualTo(422);
  }

  @Test
  void keepsAnOrganizationToAHundredKeys() {
    String busy = token("org-busy", Role.OWNER, UserPermissions.OF_OWNERS);
    String id = "";
    for (int i = 0; i < 100; i++) {
      id = id(create(busy, SECRET));
    }
    assertThat(create(busy, SECRET).status()).isEqualTo(409);
    service.call("DELETE", KEYS + "/" + id, "", busy);
    assertThat(create(busy, SECRET).status()).isEqualTo(201);
  }

  private String token(String organizationId, Role role, UserPermissions permissions) {
    String session = sessions.start(organizationId, role, permissions, true);
    return service.exchange("SESSION", session, Services.AUTH).text("token");
  }

  private Answer create(String token, String json) {
    return service.call("POST", KEYS, json, token);
  }

  private Answer rotate(String id, int minutes) {
    return service.call(
        "POST", KEYS + "/" + id + "/rotate", "{\"overlapMinutes\":" + minutes + "}", owner);
  }

  private void assertWorks(String key) {
    assertThat(service.exchange(key, Services.INTERACTION).status()).isEqualTo(200);
  }

  private void assertRefused(String key) {
    assertThat(service.exchange(key, Services.INTERACTION).status()).isEqualTo(401);
  }

  private static String id(Answer made) {
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return made.json().at("/details/id").asString();
  }

  private static List<String> ids(Answer list) {
    return list.json().path("keys").valueStream().map(k -> k.path("id").asString()).toList();
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }

  private static String stable(Answer answer) {
    return ((ObjectNode) JsonMapper.shared().readTree(answer.body()))
        .without("instance")
        .without("requestId")
        .toString();
  }

  /** What was published to a topic and names something. */
  private List<String> events(String topic, String about) {
    return service.published(topic).stream().filter(event -> event.contains(about)).toList();
  }

  private void update(String column, Instant value, String id) {
    service
        .bean(JdbcClient.class)
        .sql("UPDATE api_keys SET " + column + " = :value WHERE id = :id")
        .param("value", Timestamps.format(value))
        .param("id", id)
        .update();
  }
}
