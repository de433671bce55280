package dev.crow.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.Permissions;
import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.contracts.identity.v1.Role;
import dev.crow.relational.UuidV7;
import dev.crow.testkit.service.Answer;
import dev.crow.testkit.service.Person;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UserServiceTests {

  @TempDir static Path data;

  private RunningUserService service;
  private String organization;
  private Person owner;
  private Person member;

  @BeforeAll
  void start() {
    service = new RunningUserService(data);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @BeforeEach
  void peopleJoin() {
    organization = UuidV7.next();
    owner = service.join(organization, Role.OWNER);
    member = service.join(organization, Role.MEMBER);
  }

  @Test
  void startsAloneAndSaysWhatItOffers() throws Exception {
    Awaitility.await()
        .until(() -> service.anonymous("/actuator/health/readiness").body().contains("\"UP\""));
    assertThat(service.anonymous("/v3/api-docs").body())
        .contains("CROW user-service", "/api/v1/users/me/preferences", "/api/v1/users/{id}/role");
  }

  @Test
  void whoJoinedHasAProfileWithTheDefaults() {
    JsonNode me = service.get(member, "/api/v1/users/me").json();
    assertThat(me.path("name").asString()).isEqualTo("Person");
    assertThat(me.path("role").asString()).isEqualTo("MEMBER");
    JsonNode permissions = me.path("permissions");
    assertThat(permissions.path("chatEnabled").asBoolean()).isTrue();
    assertThat(permissions.path("chatLookback").asString()).isEqualTo("1yr");
    assertThat(permissions.path("chatComponents").toString()).isEqualTo("[\"web\"]");
    assertThat(permissions.path("teamsEnabled").asBoolean()).isFalse();
    JsonNode preferences = service.get(member, "/api/v1/users/me/preferences").json();
    assertThat(preferences.toString())
        .isEqualTo(
            "{\"emailPatternAlerts\":true,\"emailBillingNotices\":true,\"emailTeamInvites\":true,"
                + "\"emailWeeklyDigest\":true,\"theme\":\"system\",\"locale\":\"en\","
                + "\"timeZone\":\"UTC\"}");
  }

  @Test
  void anEventDeliveredTwiceHasOneEffect() {
    String id = UuidV7.next();
    var changed =
        new IdentityEvent.EmailChanged(
            organization, member.id(), "new@shop.example", Instant.now());
    service.publish(id, changed);
    awaitEmail("new@shop.example");
    service.publish(
        new IdentityEvent.EmailChanged(
            organization, member.id(), "newest@shop.example", Instant.now()));
    service.publish(id, changed);
    Person last = service.join(organization, Role.MEMBER);
    assertThat(service.get(last, "/api/v1/users/me").status()).isEqualTo(200);
    awaitEmail("newest@shop.example");
  }

  @Test
  void aPersonChangesTheirProfileAndTheOthersHearOfTheName() {
    Answer changed =
        patchMe("{\"name\":\" Ada \",\"jobTitle\":\"Engineer\",\"phone\":\"+44 20 7946 0000\"}");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json().path("name").asString()).isEqualTo("Ada");
    assertThat(patchMe("{\"jobTitle\":null}").body())
        .as("null clears, what is not named stays")
        .doesNotContain("jobTitle")
        .contains("+44 20 7946 0000", "Ada");
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(events("user-renamed"))
                    .singleElement()
                    .satisfies(e -> assertThat(e.path("name").asString()).isEqualTo("Ada")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"organizationId\":\"x\"}",
        "{\"orgId\":\"x\"}",
        "{\"role\":\"OWNER\"}",
        "{\"permissions\":{}}",
        "{\"createdAt\":\"2020-01-01T00:00:00Z\"}",
        "{\"email\":\"a@b.example\"}",
        "{\"id\":\"x\"}",
        "{\"name\":\"Ada\",\"teamsEnabled\":true}"
      })
  void refusesWhatIsNotOnesOwnToSet(String body) {
    Answer answer = patchMe(body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("/problems/unknown-property");
    assertThat(service.get(member, "/api/v1/users/me").body()).contains("Person", "MEMBER");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"\"}",
        "{\"name\":\"  \"}",
        "{\"name\":\"a\\nb\"}",
        "{\"name\":\"a\\u202eb\"}",
        "{\"phone\":\"call me\"}",
        "{\"jobTitle\":\"a\\u0000\"}"
      })
  void refusesAProfileThatIsNone(String body) {
    Answer answer = patchMe(body);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("/problems/validation-failed");
  }

  @Test
  void preferencesAreMergedAndChecked() {
    String path = "/api/v1/users/me/preferences";
    assertThat(
            service
                .call(
                    "PATCH",
                    member,
                    path,
                    "{\"theme\":\"dark\",\"timeZone\":\"Europe/Rome\",\"emailWeeklyDigest\":false}")
                .status())
        .isEqualTo(200);
    JsonNode now = service.get(member, path).json();
    assertThat(now.path("theme").asString()).isEqualTo("dark");
    assertThat(now.path("emailWeeklyDigest").asBoolean()).isFalse();
    assertThat(now.path("emailTeamInvites").asBoolean()).isTrue();
    for (String wrong :
        List.of("{\"theme\":\"pink\"}", "{\"timeZone\":\"Mars\"}", "{\"locale\":\"e_n!\"}")) {
      assertThat(service.call("PATCH", member, path, wrong).status()).as(wrong).isEqualTo(422);
    }
  }

  @Test
  void colleaguesSeeNamesAndWhoManagesTheTeamSeesMore() {
    String plain = service.get(member, "/api/v1/users").body();
    assertThat(plain).contains(owner.id()).doesNotContain("shop.example", "OWNER");
    String full = service.get(owner, "/api/v1/users").body();
    assertThat(full).contains("p" + member.id() + "@shop.example", "OWNER");
  }

  @Test
  void pagesThroughMembersWithoutLossOrRepetition() {
    for (int i = 0; i < 5; i++) {
      service.join(organization, Role.MEMBER);
    }
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = service.get(member, "/api/v1/users?limit=3" + cursor).json();
      page.path("items").forEach(item -> seen.add(item.path("id").asString()));
      cursor =
          page.path("nextCursor").isString() ? "&cursor=" + page.path("nextCursor").asString() : "";
    } while (!cursor.isEmpty());
    assertThat(seen).hasSize(7).doesNotHaveDuplicates();
    assertThat(service.get(member, "/api/v1/users?cursor=AAAA").status()).isEqualTo(400);
    assertThat(service.get(member, "/api/v1/users?limit=101").status()).isEqualTo(400);
  }

  @Test
  void aCursorOfAnotherOrganizationIsRefused() {
    String cursor =
        service.get(owner, "/api/v1/users?limit=1").json().path("nextCursor").asString();
    Person stranger = service.join(UuidV7.next(), Role.OWNER);
    assertThat(service.get(stranger, "/api/v1/users?cursor=" + cursor).body())
        .contains("invalid-cursor");
  }

  @Test
  void searchesAddressesOfItsOwnOrganizationOnly() {
    String path = "/api/v1/users/search-email?q=P" + member.id().substring(20);
    assertThat(service.get(owner, "/api/v1/users/search-email?q=" + member.id()).body())
        .contains(member.id())
        .doesNotContain(owner.id());
    Person stranger = service.join(UuidV7.next(), Role.OWNER);
    assertThat(service.get(stranger, "/api/v1/users/search-email?q=" + member.id()).body())
        .isEqualTo("{\"items\":[]}");
    assertThat(service.get(member, path).status()).isEqualTo(403);
    assertThat(service.get(owner, "/api/v1/users/search-email?q=a").status()).isEqualTo(400);
  }

  @Test
  void anOwnerChangesFlagsAndEverybodyConcernedHearsOfIt() {
    String path = "/api/v1/users/" + member.id() + "/permissions";
    Answer before = service.get(owner, path);
    assertThat(before.header("ETag")).isEqualTo("\"1\"");
    Answer changed =
        service.call(
            "PATCH",
            owner,
            path,
            "{\"teamsEnabled\":true,\"chatLookback\":\"90days\",\"chatComponents\":[\"cctv\"]}",
            "If-Match",
            "\"1\"");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.header("ETag")).isEqualTo("\"2\"");
    assertThat(changed.json().path("permissions").path("interactionsEnabled").asBoolean()).isTrue();
    Answer stale =
        service.call("PATCH", owner, path, "{\"teamsEnabled\":false}", "If-Match", "\"1\"");
    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.body()).contains("precondition-failed");
    Awaitility.await()
        .untilAsserted(
            () -> {
              assertThat(events("permissions-changed"))
                  .singleElement()
                  .satisfies(
                      e ->
                          assertThat(e.path("permissions").path("chatLookback").asString())
                              .isEqualTo("90days"));
              assertThat(service.published(Topics.CREDENTIAL_REVOCATIONS, organization))
                  .singleElement()
                  .satisfies(e -> assertThat(e.path("id").asString()).isEqualTo(member.id()));
              assertThat(service.published(Topics.AUDIT_EVENTS, organization))
                  .singleElement()
                  .satisfies(
                      e -> {
                        assertThat(e.path("actor").asString()).isEqualTo("user:" + owner.id());
                        assertThat(e.path("action").asString())
                            .isEqualTo("user.permissions-changed");
                        assertThat(e.path("object").asString()).isEqualTo("user:" + member.id());
                        assertThat(e.path("requestId").asString()).hasSize(36);
                      });
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"chatLookback\":\"2weeks\"}|422",
        "{\"chatComponents\":[\"radio\"]}|422",
        "{\"chatComponents\":[null]}|422",
        "{\"chatComponents\":[\"web\",\"web\",\"web\",\"web\"]}|422",
        "{\"role\":\"OWNER\"}|400",
        "{\"teamsEnabled\":{}}|400",
        "{|400"
      })
  void refusesFlagsThatAreNone(String body, int status) {
    String path = "/api/v1/users/" + member.id() + "/permissions";
    assertThat(service.call("PATCH", owner, path, body).status()).isEqualTo(status);
    assertThat(service.get(owner, path).header("ETag")).isEqualTo("\"1\"");
  }

  @Test
  void anOwnersFlagsAreNotTakenAway() {
    assertThat(
            service
                .call(
                    "PATCH",
                    owner,
                    "/api/v1/users/" + owner.id() + "/permissions",
                    "{\"billingEnabled\":false}")
                .status())
        .isEqualTo(409);
  }

  @Test
  void thereIsAlwaysAnOwner() {
    String ownRole = "/api/v1/users/" + owner.id() + "/role";
    Answer refused = service.call("PUT", owner, ownRole, "{\"role\":\"MEMBER\"}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body()).contains("last-owner");
    assertThat(service.call("DELETE", owner, "/api/v1/users/" + owner.id(), "").body())
        .contains("last-owner");
    assertThat(
            service
                .call(
                    "PUT", owner, "/api/v1/users/" + member.id() + "/role", "{\"role\":\"OWNER\"}")
                .json()
                .path("permissions")
                .path("billingEnabled")
                .asBoolean())
        .as("an owner may do everything")
        .isTrue();
    Answer demoted = service.call("PUT", owner, ownRole, "{\"role\":\"MEMBER\"}");
    assertThat(demoted.status()).isEqualTo(200);
    assertThat(demoted.json().path("permissions").path("billingEnabled").asBoolean()).isFalse();
    assertThat(service.call("PUT", owner, ownRole, "{\"role\":null}").status()).isEqualTo(422);
    assertThat(service.call("PUT", owner, ownRole, "{\"role\":\"KING\"}").status()).isEqualTo(400);
  }

  @Test
  void removesAMemberWithEverythingAndTellsTheOthers() {
    assertThat(service.call("DELETE", owner, "/api/v1/users/" + member.id(), "").status())
        .isEqualTo(204);
    assertThat(service.get(member, "/api/v1/users/me").status()).isEqualTo(404);
    assertThat(service.call("DELETE", owner, "/api/v1/users/" + member.id(), "").status())
        .isEqualTo(404);
    assertThat(rows("user_permissions", member)).isZero();
    assertThat(rows("user_preferences", member)).isZero();
    Awaitility.await()
        .untilAsserted(
            () -> {
              assertThat(events("user-removed")).hasSize(1);
              assertThat(service.published(Topics.CREDENTIAL_REVOCATIONS, organization)).hasSize(1);
            });
  }

  @Test
  void onlyAnOwnerRemovesAnOwnerAndTheAttemptIsAudited() {
    Person manager = member.with(Permissions.TEAM_MANAGE);
    assertThat(manager.permissions()).contains(Permissions.TEAM_MANAGE);
    Answer refused = service.call("DELETE", manager, "/api/v1/users/" + owner.id(), "");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(service.get(owner, "/api/v1/users/me").status()).isEqualTo(200);
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(service.published(Topics.AUDIT_EVENTS, organization))
                    .singleElement()
                    .satisfies(e -> assertThat(e.path("outcome").asString()).isEqualTo("REFUSED")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET|/api/v1/users/%s|",
        "GET|/api/v1/users/%s/picture|",
        "GET|/api/v1/users/%s/permissions|",
        "PATCH|/api/v1/users/%s/permissions|{\"teamsEnabled\":true}",
        "PUT|/api/v1/users/%s/role|{\"role\":\"OWNER\"}",
        "DELETE|/api/v1/users/%s|"
      })
  void aForeignIdAnswersLikeAnAbsentOne(String method, String path, String body) {
    Person stranger = service.join(UuidV7.next(), Role.MEMBER);
    String sent = body == null ? "" : body;
    String foreign = service.call(method, owner, path.formatted(stranger.id()), sent).withoutIds();
    assertThat(foreign).startsWith("404");
    assertThat(service.call(method, owner, path.formatted(UuidV7.next()), sent).withoutIds())
        .isEqualTo(foreign);
    assertThat(service.get(stranger, "/api/v1/users/me").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET|/api/v1/users/%s/permissions|",
        "PATCH|/api/v1/users/%s/permissions|{\"teamsEnabled\":true}",
        "PUT|/api/v1/users/%s/role|{\"role\":\"OWNER\"}",
        "DELETE|/api/v1/users/%s|"
      })
  void aMemberMayNotWhatIsTheOwners(String method, String path, String body) {
    String sent = body == null ? "" : body;
    assertThat(service.call(method, member, path.formatted(member.id()), sent).status())
        .isEqualTo(403);
  }

  private Answer patchMe(String body) {
    return service.call("PATCH", member, "/api/v1/users/me", body);
  }

  private void awaitEmail(String email) {
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(service.get(member, "/api/v1/users/me").json().path("email").asString())
                    .isEqualTo(email));
  }

  private List<JsonNode> events(String name) {
    return service.published(Topics.IDENTITY_EVENTS, organization).stream()
        .filter(e -> e.path("event").asString().equals(name))
        .toList();
  }

  private int rows(String table, Person person) {
    return service
        .bean(JdbcClient.class)
        .sql("SELECT count(*) FROM " + table + " WHERE user_id = ?")
        .param(person.id())
        .query(Integer.class)
        .single();
  }
}
