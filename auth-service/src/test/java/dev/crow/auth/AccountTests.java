package dev.crow.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.auth.People.Person;
import dev.crow.auth.RunningService.Answer;
import dev.crow.auth.session.Sessions;
import dev.crow.contracts.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountTests {

  private Path dir;
  private RunningService service;
  private People people;

  @BeforeAll
  void start(@TempDir Path dir) {
    this.dir = dir;
    service = new RunningService(dir);
    people = new People(service, dir);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @Test
  void signsUpVerifiesAndSignsIn() {
    people.verified("ada@first.example");
    Answer answer = people.signIn(people.client(), "ADA@first.example", People.PASSWORD);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).contains("no-store");
    List<String> cookies = answer.http().headers().allValues("Set-Cookie");
    assertThat(cookies.get(0))
        .matches("__Host-crow_session=[A-Za-z0-9_-]{43}; Path=/; Secure; HttpOnly; SameSite=Lax");
    assertThat(cookies.get(1)).matches("__Host-crow_csrf=[\\w-]{43}; Path=/; Secure; SameSite=Lax");
    assertThat(answer.text("csrfToken")).isEqualTo(People.cookie(answer, "__Host-crow_csrf"));
    assertThat(answer.json().path("user").path("email").asString()).isEqualTo("ada@first.example");
    assertThat(answer.json().path("onboarding").asString()).isEqualTo("pending");
    assertThat(answer.json().path("permissions").toString())
        .isEqualTo("[\"self:manage\",\"onboarding:manage\"]");
    assertThat(answer.body()).doesNotContain("argon2");
    assertThat(service.published(Topics.IDENTITY_EVENTS))
        .noneMatch(e -> e.contains("first.example"));
    assertThat(
            jdbc()
                .sql("SELECT password_hash FROM accounts WHERE email = 'ada@first.example'")
                .query(String.class)
                .single())
        .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
  }

  @Test
  void answersASignUpAlikeWhetherTheAddressIsKnown() {
    people.verified("known@second.example");
    Answer known = people.signUp("known@second.example");
    Answer unknown = people.signUp("unknown@second.example");
    assertThat(known.status()).isEqualTo(202).isEqualTo(unknown.status());
    assertThat(known.body()).isEqualTo(unknown.body());
    Awaitility.await()
        .until(
            () ->
                people.mailsTo("known@second.example").stream()
                    .anyMatch(mail -> mail.contains("already has an account")));
  }

  @Test
  void givesTheAccountThePasswordOfTheLinkThatWasOpened() {
    people.signUp("victim@third.example");
    String first = people.linkTo("victim@third.example", "verify-email");
    people.publicly(
        "/api/v1/auth/sign-up/email",
        """
        {"name":"Eve","email":"victim@third.example","password":"Other-9-Secret?"}""");
    assertThat(people.publicly("/api/v1/auth/verify-email", People.tokenJson(first)).status())
        .isEqualTo(204);
    assertThat(signIn("victim@third.example", "Other-9-Secret?").status()).isEqualTo(401);
    assertThat(signIn("victim@third.example", People.PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void refusesUnverifiedPeopleOnlyIfTheyKnowThePassword() {
    people.signUp("late@third.example");
    assertThat(signIn("late@third.example", People.PASSWORD).body()).contains("email-not-verified");
    assertThat(signIn("late@third.example", "Wrong-9-Password!").status()).isEqualTo(401);
    assertThat(
            people
                .publicly("/api/v1/auth/resend-verification", "{\"email\":\"late@third.example\"}")
                .status())
        .isEqualTo(202);
    Awaitility.await().until(() -> people.mailsTo("late@third.example").size() == 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@gmail.com",
        "a@GMAIL.com",
        "a@mail.yahoo.co.uk",
        "a@hotmail.fr",
        "a@web.de",
        "a@me.com",
        "a@proton.me",
        "a@gmx.net",
        "a@sub.mail.com",
        "a@gmаil.com",
        "a@xn--gmil-63d.com",
        "a@yandex.com.tr",
        "a@googlemail.com",
        "a@müller.example"
      })
  void refusesPrivateAndImitatedAddresses(String email) {
    Answer answer = people.signUp(email);
    assertThat(answer.status()).as(email).isEqualTo(422);
    assertThat(answer.body()).contains("/problems/org-email-required");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@b\\r\\nBcc: c@d.example", "a@b", "@b.example", "a@", "a@b..example", "a b@c.example",
        "a@[127.0.0.1]", "a@127.0.0.1", "a@-b.example", "a\\u0000@b.example", "", "a@b.example\\n"
      })
  void refusesWhatIsNoAddress(String email) {
    Answer answer = people.signUp(email);
    assertThat(answer.status()).as(email).isEqualTo(422);
    assertThat(answer.body()).contains("/problems/validation-failed").doesNotContain("Bcc");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ab1!xyz",
        "alllower-9!",
        "ALLUPPER-9!",
        "NoDigits-!!",
        "NoSign9999",
        "Password1!",
        "P@ssw0rd",
        "P@ssword123",
        "Qwerty123!",
        "Xy-weak-9-Z!",
        "Fourthco-99-x!"
      })
  void refusesWeakPasswords(String password) {
    Answer answer = signUpWith(password, "xy-weak@fourthco.example");
    assertThat(answer.status()).as(password).isEqualTo(422);
    assertThat(answer.body()).contains("/problems/weak-password").doesNotContain(password);
  }

  @Test
  void signingInLeadsToPagesOfOurOwnOnly() {
    people.verified("page@fourth.example");
    String json =
        """
        {"email":"page@fourth.example","password":"%s","redirect":"%s"}""";
    Answer own =
        people.publicly(
            "/api/v1/auth/sign-in/email", json.formatted(People.PASSWORD, "/dashboard?tab=1"));
    assertThat(own.status()).as(own.body()).isEqualTo(200);
    assertThat(own.text("redirect")).isEqualTo("/dashboard?tab=1");
    for (String hostile : List.of("//evil", "https:evil", "/\\\\evil", "javascript:alert(1)")) {
      Answer answer =
          people.publicly("/api/v1/auth/sign-in/email", json.formatted(People.PASSWORD, hostile));
      assertThat(answer.status()).as(hostile).isEqualTo(400);
      assertThat(answer.body()).contains("/problems/invalid-redirect").doesNotContain("evil");
    }
    assertThat(
            people
                .signIn(people.client(), "page@fourth.example", People.PASSWORD)
                .json()
                .has("redirect"))
        .isFalse();
  }

  @Test
  void refusesPasswordsOfImpossibleForm() {
    assertThat(signUpWith("Aa1!" + "x".repeat(253), "long@fourth.example").body())
        .contains("/problems/validation-failed");
    assertThat(signUpWith("Aa1!" + "x".repeat(1_000_000), "long@fourth.example").status())
        .isEqualTo(422);
    assertThat(signUpWith("Aa1!-Kranich\\u0000", "nul@fourth.example").status()).isEqualTo(422);
    for (String wrong : List.of("[\"a\"]", "{\"a\":1}")) {
      String json = "{\"email\":\"a@fourth.example\",\"password\":" + wrong + "}";
      assertThat(people.publicly("/api/v1/auth/sign-in/email", json).status()).isEqualTo(400);
    }
    assertThat(
            people
                .publicly(
                    "/api/v1/auth/sign-up/email",
                    """
                    {"name":"A","email":"a@b.example","password":"x","role":"OWNER"}""")
                .body())
        .contains("/problems/unknown-property");
  }

  @Test
  void takesThePasswordInAnyNormalForm() {
    String decomposed = "Kra\\u0308nich-7-\\uD83D\\uDC26";
    assertThat(signUpWith(decomposed, "nfd@fourth.example").status()).isEqualTo(202);
    people.publicly(
        "/api/v1/auth/verify-email",
        People.tokenJson(people.linkTo("nfd@fourth.example", "verify-email")));
    assertThat(signIn("nfd@fourth.example", "Kr\\u00e4nich-7-\\uD83D\\uDC26").status())
        .isEqualTo(200);
  }

  @Test
  void slowsDownGuessingAlikeForKnownAndUnknownPeople() {
    people.verified("slow@fifth.example");
    assertThat(guesses("slow@fifth.example")).isEqualTo(guesses("nobody@fifth.example"));
    assertThat(signIn("slow@fifth.example", People.PASSWORD).status()).isEqualTo(200);
  }

  private List<String> guesses(String email) {
    String client = people.client();
    List<Answer> answers =
        java.util.stream.Stream.generate(() -> people.signIn(client, email, "Wrong-9-Password!"))
            .limit(6)
            .toList();
    assertThat(answers.getLast().status()).isEqualTo(429);
    assertThat(Integer.parseInt(answers.getLast().header("Retry-After"))).isBetween(1, 61);
    return answers.stream()
        .map(a -> ((ObjectNode) a.json()).without("instance").without("requestId").toString())
        .toList();
  }

  @Test
  void resetsAPasswordOnceAndEndsAllSessions() throws Exception {
    Person before = people.join("reset@sixth.example");
    people.publicly("/api/v1/auth/request-password-reset", "{\"email\":\"reset@sixth.example\"}");
    assertThat(
            people
                .publicly(
                    "/api/v1/auth/request-password-reset", "{\"email\":\"nobody@sixth.example\"}")
                .status())
        .isEqualTo(202);
    Awaitility.await()
        .until(
            () ->
                people.mailsTo("reset@sixth.example").stream()
                    .anyMatch(mail -> mail.contains("/reset-password#token")));
    String token = people.linkTo("reset@sixth.example", "reset-password");
    assertThat(reset(token, "weak").status()).isEqualTo(422);
    String client = people.publicToken(people.client());
    try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Integer> attempt =
          () ->
              service
                  .post(
                      "/api/v1/auth/reset-password",
                      resetJson(token, "Reiher-8-Ufer!"),
                      "Authorization",
                      "Bearer " + client)
                  .status();
      List<Future<Integer>> all = many.invokeAll(java.util.Collections.nCopies(50, attempt));
      int won = 0;
      for (Future<Integer> one : all) {
        assertThat(one.get()).isIn(204, 410);
        won += one.get() == 204 ? 1 : 0;
      }
      assertThat(won).isOne();
    }
    assertThat(reset(token, "Reiher-8-Ufer!").body()).contains("/problems/token-used");
    assertThat(before.isSignedIn()).isFalse();
    assertThat(signIn("reset@sixth.example", People.PASSWORD).status()).isEqualTo(401);
    assertThat(signIn("reset@sixth.example", "Reiher-8-Ufer!").status()).isEqualTo(200);
  }

  @Test
  void refusesALinkThatExpired() {
    people.signUp("old@sixth.example");
    String token = people.linkTo("old@sixth.example", "verify-email");
    jdbc()
        .sql(
            "UPDATE mailed_tokens SET expires_at = '2020-01-01T00:00:00.000Z' WHERE email ="
                + " 'old@sixth.example'")
        .update();
    assertThat(people.publicly("/api/v1/auth/verify-email", People.tokenJson(token)).status())
        .isEqualTo(410);
    assertThat(people.publicly("/api/v1/auth/verify-email", People.tokenJson("x")).status())
        .isEqualTo(410);
  }

  @Test
  void buildsLinksFromTheConfigurationWhateverTheRequestSays() {
    people.verified("host@sixth.example");
    service.post(
        "/api/v1/auth/request-password-reset",
        "{\"email\":\"host@sixth.example\"}",
        "Authorization",
        "Bearer " + people.publicToken(people.client()),
        "X-Forwarded-Host",
        "evil.example");
    Awaitility.await().until(() -> people.mailsTo("host@sixth.example").size() == 2);
    assertThat(people.mailsTo("host@sixth.example").getLast())
        .contains("http://localhost:8000/auth/reset-password#token")
        .doesNotContain("evil.example");
  }

  @Test
  void changesThePasswordOfThoseWhoKnowItAndKeepsOnlyTheirSession() {
    Person here = people.join("change@seventh.example");
    Person there = people.enter("change@seventh.example");
    assertThat(change(here, "Wrong-9-Password!").status()).isEqualTo(401);
    assertThat(change(here, People.PASSWORD).status()).isEqualTo(204);
    assertThat(here.isSignedIn()).isTrue();
    assertThat(there.isSignedIn()).isFalse();
    assertThat(signIn("change@seventh.example", "Reiher-8-Ufer!").status()).isEqualTo(200);
  }

  @Test
  void changesTheAddressOnceTheNewOneIsConfirmed() {
    Person person = people.join("before@seventh.example");
    assertThat(
            person
                .post(
                    "/api/v1/auth/change-email",
                    """
                    {"email":"after@seventh.example","password":"%s"}"""
                        .formatted(People.PASSWORD))
                .status())
        .isEqualTo(202);
    assertThat(signIn("after@seventh.example", People.PASSWORD).status()).isEqualTo(401);
    Awaitility.await()
        .until(
            () ->
                people.mailsTo("before@seventh.example").stream()
                    .anyMatch(mail -> mail.contains("about to change")));
    people.publicly(
        "/api/v1/auth/verify-email",
        People.tokenJson(people.linkTo("after@seventh.example", "confirm-email")));
    assertThat(signIn("after@seventh.example", People.PASSWORD).status()).isEqualTo(200);
    assertThat(signIn("before@seventh.example", People.PASSWORD).status()).isEqualTo(401);
  }

  @Test
  void listsAndEndsSessions() {
    Person one = people.join("devices@eighth.example");
    Person two = people.enter("devices@eighth.example");
    Person stranger = people.join("stranger@eighth.example");
    Answer list = one.get("/api/v1/auth/sessions");
    assertThat(list.json()).hasSize(2);
    assertThat(list.json().get(0).path("network").asString()).matches("198\\.51\\.\\d+\\.0/24");
    String id = two.active().sessionId();
    Answer foreign = stranger.send("DELETE", "/api/v1/auth/sessions/" + id, "");
    Answer absent = stranger.send("DELETE", "/api/v1/auth/sessions/none", "");
    assertThat(foreign.status()).isEqualTo(404).isEqualTo(absent.status());
    assertThat(foreign.text("detail")).isEqualTo(absent.text("detail"));
    assertThat(two.isSignedIn()).isTrue();
    assertThat(one.send("DELETE", "/api/v1/auth/sessions/" + id, "").status()).isEqualTo(204);
    assertThat(two.isSignedIn()).isFalse();
    Answer out = one.post("/api/v1/auth/sign-out", "");
    assertThat(out.status()).isEqualTo(204);
    assertThat(out.header("Set-Cookie")).contains("__Host-crow_session=;").contains("Max-Age=0");
    assertThat(one.isSignedIn()).isFalse();
    Person three = people.enter("devices@eighth.example");
    assertThat(three.get("/api/v1/auth/session").json().path("user").path("role").asString())
        .isEqualTo("OWNER");
    three.post("/api/v1/auth/sign-out-everywhere", "");
    assertThat(three.isSignedIn()).isFalse();
  }

  @Test
  void endsSessionsThatAreIdleOrTooOldAndIgnoresIdsOfOthersChoice() {
    Person idle = people.join("idle@eighth.example");
    jdbc()
        .sql("UPDATE sessions SET last_seen = '2020-01-01T00:00:00.000Z' WHERE id = :id")
        .param("id", idle.active().sessionId())
        .update();
    assertThat(idle.isSignedIn()).isFalse();
    Person old = people.enter("idle@eighth.example");
    jdbc()
        .sql("UPDATE sessions SET expires_at = '2020-01-01T00:00:00.000Z' WHERE id = :id")
        .param("id", old.active().sessionId())
        .update();
    assertThat(old.isSignedIn()).isFalse();
    Sessions sessions = service.bean(Sessions.class);
    assertThat(sessions.authenticate("A".repeat(43))).isEmpty();
    assertThat(sessions.authenticate("' OR 1=1--")).isEmpty();
    String chosen = "B".repeat(43);
    Answer answer =
        service.post(
            "/api/v1/auth/sign-in/email",
            """
            {"email":"idle@eighth.example","password":"%s"}"""
                .formatted(People.PASSWORD),
            "Authorization",
            "Bearer " + people.publicToken(people.client()),
            "Cookie",
            "__Host-crow_session=" + chosen);
    assertThat(People.cookie(answer, "__Host-crow_session")).isNotEqualTo(chosen);
    assertThat(sessions.authenticate(chosen)).isEmpty();
  }

  @Test
  void keepsWaitingMailsForTheirOwnerAlone() throws Exception {
    people.verified("files@ninth.example");
    try (var files = Files.list(dir.resolve("auth/mail"))) {
      for (Path file : files.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void isClosedToWhoeverHasNotThePermission() {
    Person person = people.join("closed@ninth.example");
    assertThat(person.post("/api/v1/auth/sign-in/email", "{}").status()).isEqualTo(403);
    assertThat(
            service
                .get(
                    "/api/v1/auth/session",
                    "Authorization",
                    "Bearer " + people.publicToken(people.client()))
                .status())
        .isEqualTo(403);
    assertThat(service.get("/api/v1/auth/session").status()).isEqualTo(401);
  }

  private Answer signIn(String email, String password) {
    return people.signIn(people.client(), email, password);
  }

  private Answer signUpWith(String password, String email) {
    return people.publicly(
        "/api/v1/auth/sign-up/email",
        """
        {"name":"Ada","email":"%s","password":"%s"}"""
            .formatted(email, password));
  }

  private Answer change(Person person, String present) {
    return person.post(
        "/api/v1/auth/change-password",
        """
        {"currentPassword":"%s","newPassword":"Reiher-8-Ufer!"}"""
            .formatted(present));
  }

  private Answer reset(String token, String password) {
    return people.publicly("/api/v1/auth/reset-password", resetJson(token, password));
  }

  private static String resetJson(String token, String password) {
    return """
    {"token":"%s","password":"%s"}"""
        .formatted(token, password);
  }

  private JdbcClient jdbc() {
    return service.bean(JdbcClient.class);
  }
}
