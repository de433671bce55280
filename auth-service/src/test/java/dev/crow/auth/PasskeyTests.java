package dev.crow.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crow.auth.People.Person;
import dev.crow.auth.RunningService.Answer;
import dev.crow.contracts.Topics;
import dev.crow.relational.Timestamps;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PasskeyTests {

  private static final String OPTIONS = "/api/v1/auth/passkeys/options";
  private static final String PASSKEYS = "/api/v1/auth/passkeys";
  private static final String SIGN_IN = "/api/v1/auth/sign-in/passkey";

  @TempDir static Path dir;

  private RunningService service;
  private People people;

  @BeforeAll
  void start() {
    service = new RunningService(dir);
    people = new People(service, dir);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @Test
  void signsInWithoutAnAddressOrAPassword() {
    Person person = people.join("ada@passkey.example");
    SoftAuthenticator device = new SoftAuthenticator();
    Answer added = add(person, device, "Phone");
    assertThat(added.status()).as(added.body()).isEqualTo(201);
    assertThat(added.json().path("recoveryCodes")).hasSize(10);
    Answer entered = signIn(device.get(anybody()));
    assertThat(entered.status()).as(entered.body()).isEqualTo(200);
    assertThat(entered.json().at("/user/email").asString()).isEqualTo("ada@passkey.example");
    Person again = people.new Person(People.cookie(entered, "__Host-crow_session"));
    assertThat(again.isSignedIn()).isTrue();
    JsonNode listed = again.get(PASSKEYS).json();
    assertThat(listed).hasSize(1);
    assertThat(listed.path(0).path("name").asString()).isEqualTo("Phone");
    assertThat(listed.path(0).path("lastUsed").asString()).isNotEmpty();
  }

  @Test
  void asksForThePasskeyOnceThePasswordIsRight() {
    Person person = people.join("second@passkey.example");
    SoftAuthenticator key = new SoftAuthenticator();
    Answer added = add(person, key, "Key");
    Answer first = people.signIn(people.client(), "second@passkey.example", People.PASSWORD);
    assertThat(first.status()).isEqualTo(401);
    assertThat(first.json().path("methods").toString())
        .isEqualTo("[\"passkey\",\"recovery-code\"]");
    JsonNode options =
        people
            .publicly(SIGN_IN + "/options", "{\"challenge\":\"" + first.text("challenge") + "\"}")
            .json();
    assertThat(options.at("/allowCredentials/0/id").asString()).isEqualTo(key.id());
    // Holding it is enough here: the password was shown.
    key.flags = SoftAuthenticator.PRESENT;
    assertThat(signIn(key.get(options)).status()).isEqualTo(200);
    assertThat(
            people
                .publicly(
                    SIGN_IN + "/options", "{\"challenge\":\"" + first.text("challenge") + "\"}")
                .status())
        .as("the sign-in is over")
        .isEqualTo(401);
    String code = added.json().at("/recoveryCodes/3").asString();
    assertThat(byCode("second@passkey.example", code).status()).isEqualTo(200);
    assertThat(byCode("second@passkey.example", code).status()).isEqualTo(401);
  }

  @Test
  void takesAnothersPasskeyForNoSecondFactor() {
    people.join("third@passkey.example");
    SoftAuthenticator own = new SoftAuthenticator();
    add(people.enter("third@passkey.example"), own, "Own");
    SoftAuthenticator other = new SoftAuthenticator();
    add(people.join("thief@passkey.example"), other, "Other");
    Answer first = people.signIn(people.client(), "third@passkey.example", People.PASSWORD);
    JsonNode options =
        people
            .publicly(SIGN_IN + "/options", "{\"challenge\":\"" + first.text("challenge") + "\"}")
            .json();
    assertThat(signIn(other.get(options)).status()).isEqualTo(401);
  }

  @Test
  void takesAnAnswerOnce() throws Exception {
    SoftAuthenticator device = new SoftAuthenticator();
    // An authenticator that keeps no count, so that only the challenge stands against repetition.
    device.count = 0;
    add(people.join("once@passkey.example"), device, "Phone");
    device.count = -1;
    String answer = device.get(anybody());
    List<Callable<Integer>> attempts =
        java.util.Collections.nCopies(8, () -> signIn(answer).status());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long entered = 0;
      for (var attempt : threads.invokeAll(attempts)) {
        entered += attempt.get() == 200 ? 1 : 0;
      }
      assertThat(entered).isEqualTo(1);
    }
  }

  @Test
  void refusesAPasskeyWhoseCountWentBackAndSaysSoInTheAuditLog() {
    SoftAuthenticator device = registered("copied@passkey.example");
    device.count = 40;
    assertThat(signIn(device.get(anybody())).status()).isEqualTo(200);
    device.count = 20;
    assertThat(signIn(device.get(anybody())).status()).isEqualTo(401);
    await().untilAsserted(() -> assertThat(audited("passkey.counter-regressed")).isEqualTo(1));
    device.count = 50;
    assertThat(signIn(device.get(anybody())).status()).isEqualTo(200);
  }

  @Test
  void refusesWhateverIsWrongInTheSameWords() {
    SoftAuthenticator device = registered("wrong@passkey.example");
    String right = device.userHandle;
    String unknown = signIn(new SoftAuthenticator().get(anybody())).text("detail");
    List<Consumer<SoftAuthenticator>> tricks =
        List.of(
            it -> it.origin = "http://localhost:8001",
            it -> it.origin = "http://127.0.0.1:8000",
            it -> it.origin = "https://localhost.evil.example",
            it -> it.domain = "evil.example",
            it -> it.flags = SoftAuthenticator.PRESENT,
            it -> it.flags = SoftAuthenticator.VERIFIED,
            it -> it.crossOrigin = true,
            it -> it.userHandle = "",
            it -> it.userHandle = Base64.getUrlEncoder().encodeToString(new byte[36]));
    for (Consumer<SoftAuthenticator> trick : tricks) {
      device.origin = "http://localhost:8000";
      device.domain = "localhost";
      device.flags = SoftAuthenticator.PRESENT | SoftAuthenticator.VERIFIED;
      device.crossOrigin = false;
      device.userHandle = right;
      trick.accept(device);
      Answer answer = signIn(device.get(anybody()));
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.text("detail")).isEqualTo(unknown);
    }
    SoftAuthenticator stranger = new SoftAuthenticator();
    stranger.credentialId = device.credentialId;
    stranger.userHandle = right;
    stranger.count = 900;
    assertThat(signIn(stranger.get(anybody())).status()).as("another's key").isEqualTo(401);
  }

  @Test
  void tellsNobodyWhoHasAPasskey() {
    registered("quiet@passkey.example");
    Answer options = people.publicly(SIGN_IN + "/options", "{}");
    assertThat(options.json().path("allowCredentials")).isEmpty();
    assertThat(options.text("userVerification")).isEqualTo("required");
    assertThat(options.header("Cache-Control")).isEqualTo("no-store");
    Answer asked = people.publicly(SIGN_IN + "/options", "{\"email\":\"quiet@passkey.example\"}");
    assertThat(asked.status()).isEqualTo(400);
    assertThat(
            people
                .publicly(SIGN_IN + "/options", "{\"challenge\":\"" + "A".repeat(43) + "\"}")
                .status())
        .isEqualTo(401);
  }

  @Test
  void refusesAnswersToOtherQuestions() {
    Person person = people.join("purposes@passkey.example");
    SoftAuthenticator device = new SoftAuthenticator();
    add(person, device, "Phone");
    JsonNode again = person.post("/api/v1/auth/session/confirm-options", "{}").json();
    assertThat(signIn(device.get(again)).status()).isEqualTo(401);
    JsonNode adding = person.post(OPTIONS, "{}").json();
    assertThat(signIn(device.get(adding)).status()).isEqualTo(401);
    assertThat(addTo(person, new SoftAuthenticator(), "Second", anybody()).status())
        .as("a challenge of another purpose")
        .isEqualTo(422);
    Person other = people.join("other-purposes@passkey.example");
    JsonNode others = other.post(OPTIONS, "{}").json();
    assertThat(addTo(person, new SoftAuthenticator(), "Second", others).status())
        .as("a challenge of somebody else")
        .isEqualTo(422);
    JsonNode late = anybody();
    service
        .bean(JdbcClient.class)
        .sql("UPDATE passkey_challenges SET expires_at = :past")
        .param("past", Timestamps.format(Instant.EPOCH))
        .update();
    assertThat(signIn(device.get(late)).status()).isEqualTo(401);
  }

  @Test
  void keepsCredentialsApart() {
    SoftAuthenticator device = registered("first-of-two@passkey.example");
    String handle = device.userHandle;
    Person other = people.join("second-of-two@passkey.example");
    Answer taken = add(other, device, "Mine");
    assertThat(taken.status()).isEqualTo(409);
    assertThat(other.get(PASSKEYS).json()).isEmpty();
    device.userHandle = handle;
    JsonNode options = people.enterBy(device, anybody()).post(OPTIONS, "{}").json();
    assertThat(options.at("/excludeCredentials/0/id").asString()).isEqualTo(device.id());
    assertThat(options.at("/authenticatorSelection/residentKey").asString()).isEqualTo("required");
  }

  @Test
  void refusesNewPasskeysThatDidNotRecognizeThePerson() {
    Person person = people.join("unverified@passkey.example");
    SoftAuthenticator device = new SoftAuthenticator();
    device.flags = SoftAuthenticator.PRESENT;
    assertThat(add(person, device, "Key").status()).isEqualTo(422);
    SoftAuthenticator foreign = new SoftAuthenticator();
    foreign.origin = "https://evil.example";
    assertThat(add(person, foreign, "Key").status()).isEqualTo(422);
    assertThat(add(person, new SoftAuthenticator(), "<b>").status()).isEqualTo(422);
    assertThat(add(person, new SoftAuthenticator(), " ").status()).isEqualTo(422);
  }

  @Test
  void renamesAndRemovesOnlyOnesOwn() {
    Person person = people.join("own@passkey.example");
    SoftAuthenticator device = new SoftAuthenticator();
    String id = add(person, device, "Phone").json().at("/passkey/id").asString();
    Person other = people.join("foreign@passkey.example");
    String absent = "0198c0de-0000-7000-8000-000000000000";
    for (String foreign : List.of(id, absent)) {
      assertThat(other.send("DELETE", PASSKEYS + "/" + foreign, "").status()).isEqualTo(404);
      assertThat(other.send("PATCH", PASSKEYS + "/" + foreign, "{\"name\":\"x\"}").status())
          .isEqualTo(404);
    }
    assertThat(person.send("PATCH", PASSKEYS + "/" + id, "{\"name\":\"Old phone\"}").status())
        .isEqualTo(204);
    assertThat(person.get(PASSKEYS).json().at("/0/name").asString()).isEqualTo("Old phone");
    assertThat(person.send("DELETE", PASSKEYS + "/" + id, "").status()).isEqualTo(204);
    assertThat(person.get(PASSKEYS).json()).isEmpty();
    assertThat(signIn(device.get(anybody())).status()).isEqualTo(401);
    assertThat(people.enter("own@passkey.example").isSignedIn())
        .as("the password is enough again")
        .isTrue();
    assertThat(person.get("/api/v1/auth/second-factor").json().path("recoveryCodesLeft").asInt())
        .isZero();
  }

  @Test
  void wantsARecentProofBeforePasskeysChange() {
    Person person = people.join("stale@passkey.example");
    SoftAuthenticator device = new SoftAuthenticator();
    String id = add(person, device, "Phone").json().at("/passkey/id").asString();
    JsonNode begun = person.post(OPTIONS, "{}").json();
    grow(person);
    assertThat(person.post(OPTIONS, "{}").text("type")).endsWith("recent-sign-in-needed");
    assertThat(addTo(person, new SoftAuthenticator(), "Late", begun).status()).isEqualTo(403);
    assertThat(person.send("DELETE", PASSKEYS + "/" + id, "").status()).isEqualTo(403);
    assertThat(person.send("DELETE", "/api/v1/auth/password", "").status()).isEqualTo(403);
    assertThat(confirm(person, "{\"password\":\"Wrong-7-Teich!\"}").status()).isEqualTo(401);
    assertThat(confirm(person, "{}").status()).isEqualTo(422);
    assertThat(confirm(person, "{\"password\":\"" + People.PASSWORD + "\"}").status())
        .isEqualTo(204);
    assertThat(person.post(OPTIONS, "{}").status()).isEqualTo(200);
    grow(person);
    SoftAuthenticator others = new SoftAuthenticator();
    add(people.join("stale-too@passkey.example"), others, "Other");
    assertThat(confirmBy(person, others).status()).isEqualTo(401);
    device.flags = SoftAuthenticator.PRESENT;
    assertThat(confirmBy(person, device).status()).as("nobody recognized").isEqualTo(401);
    device.flags = SoftAuthenticator.PRESENT | SoftAuthenticator.VERIFIED;
    assertThat(confirmBy(person, device).status()).isEqualTo(204);
    assertThat(person.send("DELETE", PASSKEYS + "/" + id, "").status()).isEqualTo(204);
  }

  @Test
  void leavesEverybodyAWayToSignIn() {
    Person person = people.join("only@passkey.example");
    assertThat(person.send("DELETE", "/api/v1/auth/password", "").status())
        .as("nothing else yet")
        .isEqualTo(409);
    SoftAuthenticator device = new SoftAuthenticator();
    String id = add(person, device, "Phone").json().at("/passkey/id").asString();
    assertThat(person.send("DELETE", "/api/v1/auth/password", "").status()).isEqualTo(204);
    assertThat(people.signIn(people.client(), "only@passkey.example", People.PASSWORD).status())
        .isEqualTo(401);
    assertThat(people.signIn(people.client(), "only@passkey.example", "").status()).isEqualTo(401);
    assertThat(person.send("DELETE", PASSKEYS + "/" + id, "").status()).isEqualTo(409);
    assertThat(person.get(PASSKEYS).json()).hasSize(1);
    SoftAuthenticator second = new SoftAuthenticator();
    assertThat(add(person, second, "Laptop").json().path("recoveryCodes")).isEmpty();
    assertThat(person.send("DELETE", PASSKEYS + "/" + id, "").status()).isEqualTo(204);
    assertThat(
            person
                .post("/api/v1/auth/change-password", "{\"newPassword\":\"Reiher-8-Ufer!\"}")
                .status())
        .isEqualTo(204);
    assertThat(
            people.signIn(people.client(), "only@passkey.example", "Reiher-8-Ufer!").text("type"))
        .endsWith("second-factor-needed");
  }

  @Test
  void answersDamagedBytesWithARefusal() {
    SoftAuthenticator device = registered("damaged@passkey.example");
    Person person = people.enterBy(device, anybody());
    Random random = new Random(20261121);
    for (int i = 0; i < 50; i++) {
      SoftAuthenticator fresh = new SoftAuthenticator();
      JsonNode options = person.post(OPTIONS, "{}").json();
      String sent = damaged(fresh.create(options), "attestationObject", random);
      Answer answer = person.post(PASSKEYS, "{\"name\":\"x\",\"credential\":" + sent + "}");
      assertThat(answer.status()).as(answer.body()).isIn(422, 201);
      Answer entered = signIn(damaged(device.get(anybody()), "authenticatorData", random));
      assertThat(entered.status()).as(entered.body()).isEqualTo(401);
      assertThat(signIn(damaged(device.get(anybody()), "clientDataJSON", random)).status())
          .isEqualTo(401);
      assertThat(signIn(damaged(device.get(anybody()), "signature", random)).status())
          .isEqualTo(401);
    }
  }

  @Test
  void takesPasskeysAlongToAnotherOrganization() {
    Person owner = people.founder("owner@moving-to.example");
    Person person = people.join("guest@moving-from.example");
    SoftAuthenticator device = new SoftAuthenticator();
    add(person, device, "Phone");
    assertThat(
            owner
                .post(
                    "/api/v1/auth/team-invitations", "{\"emails\":[\"guest@moving-from.example\"]}")
                .status())
        .isEqualTo(200);
    String token = people.linkTo("guest@moving-from.example", "accept-invitation");
    assertThat(
            person.post("/api/v1/auth/team-invitations/accept", People.tokenJson(token)).status())
        .isEqualTo(204);
    Answer entered = signIn(device.get(anybody()));
    assertThat(entered.status()).isEqualTo(200);
    assertThat(entered.text("organizationId")).isEqualTo(owner.active().organizationId());
    assertThat(
            people.new Person(People.cookie(entered, "__Host-crow_session")).get(PASSKEYS).json())
        .hasSize(1);
  }

  private static String damaged(String credential, String member, Random random) {
    var tree = (tools.jackson.databind.node.ObjectNode) JsonMapper.shared().readTree(credential);
    var response = (tools.jackson.databind.node.ObjectNode) tree.path("response");
    byte[] bytes = Base64.getUrlDecoder().decode(response.path(member).asString());
    if (random.nextInt(4) == 0) {
      bytes = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
    } else {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    response.put(member, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    return tree.toString();
  }

  private SoftAuthenticator registered(String email) {
    SoftAuthenticator device = new SoftAuthenticator();
    Answer added = add(people.join(email), device, "Phone");
    assertThat(added.status()).as(added.body()).isEqualTo(201);
    return device;
  }

  private static Answer add(Person person, SoftAuthenticator device, String name) {
    Answer options = person.post(OPTIONS, "{}");
    assertThat(options.status()).as(options.body()).isEqualTo(200);
    return addTo(person, device, name, options.json());
  }

  private static Answer addTo(
      Person person, SoftAuthenticator device, String name, JsonNode options) {
    return person.post(
        PASSKEYS, "{\"name\":\"" + name + "\",\"credential\":" + device.create(options) + "}");
  }

  private JsonNode anybody() {
    Answer options = people.publicly(SIGN_IN + "/options", "{}");
    assertThat(options.status()).as(options.body()).isEqualTo(200);
    return options.json();
  }

  private Answer signIn(String credential) {
    return people.publicly(SIGN_IN, "{\"credential\":" + credential + "}");
  }

  private Answer byCode(String email, String code) {
    Answer first = people.signIn(people.client(), email, People.PASSWORD);
    return people.publicly(
        "/api/v1/auth/sign-in/email",
        "{\"challenge\":\"%s\",\"code\":\"%s\"}".formatted(first.text("challenge"), code));
  }

  private static Answer confirm(Person person, String json) {
    return person.post("/api/v1/auth/session/confirm", json);
  }

  private static Answer confirmBy(Person person, SoftAuthenticator device) {
    JsonNode options = person.post("/api/v1/auth/session/confirm-options", "{}").json();
    return confirm(person, "{\"credential\":" + device.get(options) + "}");
  }

  /** Lets a session become eleven minutes old. */
  private void grow(Person person) {
    service
        .bean(JdbcClient.class)
        .sql(
            """
            UPDATE sessions SET created_at = :then, confirmed_at = NULL WHERE id = :id
            """)
        .param("then", Timestamps.format(Instant.now().minusSeconds(660)))
        .param("id", person.active().sessionId())
        .update();
  }

  private long audited(String action) {
    return service.published(Topics.AUDIT_EVENTS).stream().filter(e -> e.contains(action)).count();
  }
}
