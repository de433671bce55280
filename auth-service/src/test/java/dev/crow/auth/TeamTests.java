package dev.crow.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import dev.crow.auth.People.Person;
import dev.crow.auth.RunningService.Answer;
import dev.crow.auth.session.ActiveSession;
import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.contracts.identity.v1.Role;
import dev.crow.contracts.identity.v1.UserPermissions;
import dev.crow.events.Event;
import dev.crow.events.EventPublisher;
import dev.crow.relational.UuidV7;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TeamTests {

  private static final String STEPS = "/api/v1/auth/onboarding/steps/";

  private RunningService service;
  private People people;

  @BeforeAll
  void start(@TempDir Path dir) {
    service = new RunningService(dir);
    people = new People(service, dir);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @Test
  void setsUpAnOrganizationStepByStep() {
    Person founder = people.join("ada@setup.example");
    people.signIn(people.client(), "ada@setup.example", "Wrong-9-Password!");
    Answer begun = founder.get("/api/v1/auth/onboarding");
    assertThat(begun.header("ETag")).isEqualTo("\"0\"");
    assertThat(begun.text("next")).isEqualTo("profile");
    assertThat(put(founder, "organization", 0, "{\"name\":\"Setup\"}").status()).isEqualTo(409);
    assertThat(put(founder, "profile", 0, "{\"name\":\"Ada L\"}").status()).isEqualTo(200);
    assertThat(put(founder, "profile", 0, "{\"name\":\"Late\"}").status()).isEqualTo(412);
    assertThat(founder.active().onboarded()).isFalse();
    assertThat(founder.get("/api/v1/auth/team-invitations").status()).isEqualTo(403);
    assertThat(put(founder, "organization", 1, "{\"name\":\"Setup\",\"size\":\"11-50\"}").status())
        .isEqualTo(200);
    assertThat(founder.active().onboarded()).isTrue();
    assertThat(put(founder, "organization", 2, "{\"name\":\"Again\"}").status()).isEqualTo(409);
    String plan =
        """
        {"modules":{"web":true,"social":false,"cctv":false},"payAsYouGo":true,
         "billingPeriod":"monthly"}""";
    assertThat(skip(founder, "plan", 2).status()).isEqualTo(409);
    assertThat(put(founder, "plan", 2, plan).status()).isEqualTo(200);
    assertThat(skip(founder, "products", 3).json().path("steps").path("products").isNull())
        .isTrue();
    assertThat(skip(founder, "nothing", 4).status()).isEqualTo(404);
    assertThat(put(founder, "sources", 4, "{\"types\":[\"web\"]}").status()).isEqualTo(200);
    assertThat(put(founder, "team", 5, "{\"emails\":[\"bob@setup.example\"]}").status())
        .isEqualTo(200);
    Answer done = founder.send("POST", "/api/v1/auth/onboarding/complete", "", "If-Match", "\"6\"");
    assertThat(done.text("status")).as(done.body()).isEqualTo("completed");
    assertThat(people.linkTo("bob@setup.example", "accept-invitation")).isNotEmpty();
    assertThat(founder.get("/api/v1/auth/session").text("onboarding")).isEqualTo("completed");
    assertThat(skip(founder, "team", 7).status()).isEqualTo(409);
    String org = founder.active().organizationId();
    assertThat(service.published(Topics.IDENTITY_EVENTS, org))
        .extracting(json -> json.substring(0, json.indexOf(',')))
        .containsExactly("{\"event\":\"organization-founded\"", "{\"event\":\"user-joined\"");
    assertThat(service.published(Topics.IDENTITY_EVENTS, org).get(1))
        .contains("\"name\":\"Ada L\"", "\"role\":\"OWNER\"");
    assertThat(service.published(Topics.AUDIT_EVENTS, org))
        .anyMatch(json -> json.contains("organization.founded"))
        .anyMatch(json -> json.contains("session.started"))
        .anyMatch(json -> json.contains("session.refused") && json.contains("REFUSED"));
  }

  @Test
  void invitesMembersWithNoMoreThanTheInviterHolds() {
    Person owner = founder("owner@team.example");
    Answer answer =
        invite(
            owner,
            """
            {"emails":["new@team.example","new@team.example","owner@team.example","x@gmail.com",
             "broken"]}""");
    assertThat(answer.json().path("results").findValuesAsString("status"))
        .containsExactly("invited", "pending_invite", "already_member", "failed", "failed");
    Answer preview =
        service.get(
            "/api/v1/auth/invitations/preview",
            "Authorization",
            "Bearer " + people.publicToken(people.client()),
            "X-Invitation-Token",
            people.linkTo("new@team.example", "accept-invitation"));
    assertThat(preview.text("organization")).as(preview.body()).isEqualTo("Team");
    Person member = people.join("new@team.example");
    ActiveSession active = member.active();
    assertThat(active.organizationId()).isEqualTo(owner.active().organizationId());
    assertThat(active.role()).isEqualTo(Role.MEMBER);
    assertThat(active.permissions()).isEqualTo(UserPermissions.OF_MEMBERS);
    assertThat(service.published(Topics.IDENTITY_EVENTS, active.organizationId()))
        .anyMatch(json -> json.contains("new@team.example") && json.contains("MEMBER"));
    assertThat(invite(member, "{\"emails\":[\"y@team.example\"]}").status()).isEqualTo(403);
    change(active, Role.MEMBER, withTeams());
    Awaitility.await().until(() -> member.active().permissions().teamsEnabled());
    assertThat(invite(member, permissions("apiKeysEnabled")).status()).isEqualTo(403);
    assertThat(invite(member, permissions("chatEnabled")).status()).isEqualTo(200);
    assertThat(invite(owner, "{\"emails\":[],\"permissions\":null}").status()).isEqualTo(422);
    assertThat(invite(owner, "{\"emails\":[\"z@team.example\"],\"permissions\":{}}").status())
        .isEqualTo(400);
  }

  @Test
  void letsOnlyTheInvitedAcceptAndOnlyOnce() {
    Person owner = founder("owner@accept.example");
    Person guest = people.join("guest@accept.example");
    Person other = people.join("other@accept.example");
    Person stranger = founder("owner@stranger.example");
    invite(owner, "{\"emails\":[\"guest@accept.example\",\"gone@accept.example\"]}");
    String first = people.linkTo("guest@accept.example", "accept-invitation");
    String id =
        owner
            .get("/api/v1/auth/team-invitations")
            .json()
            .valueStream()
            .filter(i -> i.path("email").asString().startsWith("guest"))
            .findFirst()
            .orElseThrow()
            .path("id")
            .asString();
    String path = "/api/v1/auth/team-invitations/" + id;
    Answer foreign = stranger.send("DELETE", path, "");
    assertThat(foreign.status()).isEqualTo(404);
    assertThat(stranger.post(path + "/resend", "").status()).isEqualTo(404);
    assertThat(owner.post(path + "/resend", "").status()).isEqualTo(202);
    Awaitility.await()
        .until(() -> !people.linkTo("guest@accept.example", "accept-invitation").equals(first));
    assertThat(accept(guest, first).status()).isEqualTo(404);
    String token = people.linkTo("guest@accept.example", "accept-invitation");
    assertThat(accept(other, token).status()).isEqualTo(404);
    assertThat(accept(guest, token).status()).isEqualTo(204);
    assertThat(accept(guest, token).status()).isEqualTo(410);
    assertThat(guest.active().organizationId()).isEqualTo(owner.active().organizationId());
    invite(owner, "{\"emails\":[\"owner@stranger.example\"]}");
    assertThat(
            accept(stranger, people.linkTo("owner@stranger.example", "accept-invitation")).status())
        .isEqualTo(409);
    service
        .bean(JdbcClient.class)
        .sql(
            "UPDATE invitations SET expires_at = '2020-01-01T00:00:00.000Z' WHERE email ="
                + " 'gone@accept.example'")
        .update();
    Person late = people.join("gone@accept.example");
    assertThat(late.active().role()).isEqualTo(Role.OWNER);
    assertThat(accept(late, people.linkTo("gone@accept.example", "accept-invitation")).status())
        .isEqualTo(410);
  }

  @Test
  void followsWhatUserServiceSaysOfPeople() {
    Person owner = founder("owner@project.example");
    invite(owner, "{\"emails\":[\"m@project.example\"]}");
    Person member = people.join("m@project.example");
    ActiveSession active = member.active();
    change(active, Role.OWNER, UserPermissions.OF_OWNERS);
    Awaitility.await().until(() -> member.active().role() == Role.OWNER);
    publish(
        new IdentityEvent.UserRenamed(
            active.organizationId(), active.userId(), "Max", Instant.now()));
    Awaitility.await()
        .until(
            () ->
                member
                    .get("/api/v1/auth/session")
                    .json()
                    .path("user")
                    .path("name")
                    .asString()
                    .equals("Max"));
    // Somebody else's organization changes nothing.
    publish(new IdentityEvent.UserRemoved("another", active.userId(), Instant.now()));
    publish(new IdentityEvent.UserRemoved(active.organizationId(), active.userId(), Instant.now()));
    Awaitility.await().until(() -> !member.isSignedIn());
    assertThat(people.signIn(people.client(), "m@project.example", People.PASSWORD).status())
        .isEqualTo(401);
    assertThat(service.published(Topics.CREDENTIAL_REVOCATIONS, active.organizationId()))
        .anyMatch(json -> json.contains("\"USER\"") && json.contains(active.userId()))
        .anyMatch(json -> json.contains("\"SESSION\"") && json.contains(active.sessionId()));
    people.join("m@project.example");
  }

  @Test
  void asksForASecondFactorOnceItIsSetUp() throws Exception {
    Person person = people.join("otp@factor.example");
    String password = "{\"password\":\"" + People.PASSWORD + "\"}";
    assertThat(person.post("/api/v1/auth/second-factor/enrol", "{\"password\":\"x\"}").status())
        .isEqualTo(401);
    Answer enrolment = person.post("/api/v1/auth/second-factor/enrol", password);
    assertThat(enrolment.text("uri"))
        .startsWith("otpauth://totp/CROW:otp%40factor.example?secret=");
    String secret = enrolment.text("secret");
    assertThat(person.post("/api/v1/auth/second-factor/confirm", code("000")).status())
        .isEqualTo(401);
    Answer confirmed =
        person.post("/api/v1/auth/second-factor/confirm", code(codeOf(secret, Instant.now())));
    assertThat(confirmed.json().path("recoveryCodes")).as(confirmed.body()).hasSize(10);
    String recovery = confirmed.json().path("recoveryCodes").get(0).asString();

    Answer asked = people.signIn(people.client(), "otp@factor.example", People.PASSWORD);
    assertThat(asked.status()).isEqualTo(401);
    assertThat(asked.body()).contains("/problems/second-factor-needed");
    assertThat(asked.http().headers().allValues("Set-Cookie")).isEmpty();
    String challenge = asked.text("challenge");
    // The code that confirmed the set-up is used up.
    assertThat(answer(challenge, codeOf(secret, Instant.now().minusSeconds(30))).status())
        .isEqualTo(401);
    assertThat(answer(challenge, codeOf(secret, Instant.now().plusSeconds(30))).status())
        .isEqualTo(200);
    assertThat(answer(challenge, recovery).status()).isEqualTo(401);

    challenge = challenge();
    assertThat(answer(challenge, recovery.toLowerCase(java.util.Locale.ROOT)).status())
        .isEqualTo(200);
    challenge = challenge();
    for (int i = 0; i < 5; i++) {
      assertThat(answer(challenge, recovery).status()).isEqualTo(401);
    }
    String other = confirmed.json().path("recoveryCodes").get(1).asString();
    assertThat(answer(challenge, other).status()).isEqualTo(401);
    assertThat(person.get("/api/v1/auth/second-factor").json().path("recoveryCodesLeft").asInt())
        .isEqualTo(9);
    assertThat(person.post("/api/v1/auth/second-factor/disable", password).status()).isEqualTo(204);
    people.enter("otp@factor.example");
  }

  private String challenge() {
    return people.signIn(people.client(), "otp@factor.example", People.PASSWORD).text("challenge");
  }

  private Answer answer(String challenge, String code) {
    return people.publicly(
        "/api/v1/auth/sign-in/email",
        """
        {"challenge":"%s","code":"%s"}"""
            .formatted(challenge, code));
  }

  private static String code(String code) {
    return "{\"code\":\"" + code + "\"}";
  }

  private static String codeOf(String secret, Instant at) throws Exception {
    var generator = new TimeBasedOneTimePasswordGenerator();
    byte[] key = new byte[secret.length() * 5 / 8];
    var bits = new java.math.BigInteger("0");
    for (int i = 0; i < secret.length(); i++) {
      int value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(secret.charAt(i));
      bits = bits.shiftLeft(5).add(java.math.BigInteger.valueOf(value));
    }
    for (int i = key.length - 1; i >= 0; i--) {
      key[i] = bits.byteValue();
      bits = bits.shiftRight(8);
    }
    return generator.generateOneTimePasswordString(new SecretKeySpec(key, "HmacSHA1"), at);
  }

  /** Somebody whose organization exists. */
  private Person founder(String email) {
    Person person = people.join(email);
    put(person, "profile", 0, "{\"name\":\"Owner\"}");
    assertThat(put(person, "organization", 1, "{\"name\":\"Team\"}").status()).isEqualTo(200);
    return person;
  }

  private static Answer put(Person person, String step, int version, String json) {
    return person.send("PUT", STEPS + step, json, "If-Match", "\"" + version + "\"");
  }

  private static Answer skip(Person person, String step, int version) {
    return person.send("POST", STEPS + step + "/skip", "", "If-Match", "\"" + version + "\"");
  }

  private static Answer invite(Person person, String json) {
    return person.post("/api/v1/auth/team-invitations", json);
  }

  private static Answer accept(Person person, String token) {
    return person.post("/api/v1/auth/team-invitations/accept", People.tokenJson(token));
  }

  private static UserPermissions withTeams() {
    return new UserPermissions(
        true, "30days", List.of("web"), true, true, true, false, false, false, true, false, false);
  }

  /** An invitation with that one flag. */
  private static String permissions(String flag) {
    String json =
        """
        {"emails":["%s@team.example"],"permissions":{"chatEnabled":false,"chatLookback":"7days",
         "chatComponents":[],"interactionsEnabled":false,"patternsEnabled":false,
         "teamsEnabled":false,"apiKeysEnabled":false,"billingEnabled":false,
         "settingsEnabled":false,"notificationsEnabled":false,"integrationsEnabled":false,
         "productsEnabled":false}}"""
            .formatted(flag.toLowerCase(java.util.Locale.ROOT));
    return json.replace("\"" + flag + "\":false", "\"" + flag + "\":true");
  }

  private void change(ActiveSession who, Role role, UserPermissions permissions) {
    publish(
        new IdentityEvent.PermissionsChanged(
            who.organizationId(), who.userId(), role, permissions, Instant.now()));
  }

  private void publish(IdentityEvent event) {
    service
        .bean(EventPublisher.class)
        .publish(
            Topics.IDENTITY_EVENTS,
            List.of(
                new Event<>(UuidV7.next(), event.organizationId(), event.organizationId(), event)));
  }
}
