package dev.crow.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.Topics;
import dev.crow.contracts.interaction.v1.InteractionRecorded;
import dev.crow.contracts.pattern.v1.PatternDeleted;
import dev.crow.contracts.pattern.v1.PatternDiscovered;
import dev.crow.notification.Receiver.Received;
import dev.crow.relational.Timestamps;
import dev.crow.relational.UuidV7;
import dev.crow.testkit.service.Answer;
import dev.crow.testkit.service.Person;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookTests {

  private static final String PATH = "/api/v1/webhooks";

  private RunningNotificationService service;
  private Receiver receiver;
  private Path data;

  @SuppressWarnings("NullAway.Init")
  WebhookTests() {}

  @BeforeAll
  void start(@TempDir Path dir) throws IOException {
    data = dir;
    receiver = new Receiver();
    service =
        new RunningNotificationService(
            dir,
            "--crow.fetch.allowed-hosts=" + receiver.place(),
            "--crow.webhooks.retries=50ms,50ms,50ms",
            "--crow.webhooks.most=3");
  }

  @AfterAll
  void stop() {
    service.close();
    receiver.close();
  }

  private JsonNode create(Person person, String path, String types) {
    Answer answer =
        service.call(
            "POST",
            person,
            PATH,
            "{\"url\":\"%s\",\"types\":%s}".formatted(receiver.url(path), types));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json();
  }

  private static String id(JsonNode created) {
    return created.path("webhook").path("id").asString();
  }

  private Received only(String path) {
    Awaitility.await().until(() -> !receiver.at(path).isEmpty());
    return receiver.at(path).getFirst();
  }

  private JsonNode deliveries(Person person, String webhook) {
    return service.get(person, PATH + "/" + webhook + "/deliveries").json().path("items");
  }

  private JsonNode awaitState(Person person, String webhook, String state) {
    Awaitility.await()
        .until(() -> deliveries(person, webhook).path(0).path("state").asString("").equals(state));
    return deliveries(person, webhook).path(0);
  }

  @Test
  void postsWhatTheOrganizationIsToldSignedSoThatTheDocumentedCodeVerifiesIt() throws Exception {
    Person owner = service.owner();
    JsonNode created = create(owner, "/signed", "[\"budget.*\"]");
    String secret = created.path("secret").asString();
    assertThat(secret).matches("whsec_[A-Za-z0-9+/]{43}=");
    service.tell(owner.organization(), null, "system.notice", "Not wanted");
    service.tell(owner.organization(), owner.id(), "budget.near", "One's own");
    service.tell(owner.organization(), null, "budget.near", "Nearly");
    Received received = only("/signed");
    JsonNode event = JsonMapper.shared().readTree(received.body());
    assertThat(event.path("type").asString()).isEqualTo("budget.near");
    assertThat(event.path("data").path("title").asString()).isEqualTo("Nearly");
    assertThat(event.path("timestamp").asString()).endsWith("Z");
    assertThat(received.header("User-Agent")).isEqualTo("CROW-Webhooks/1.0");
    assertThat(verify(received, received.body(), secret)).isEqualTo("budget.near");
    assertThat(verify(received, received.body() + " ", secret)).isEqualTo("not signed by CROW");
    assertThat(verify(received, received.body(), "whsec_" + "A".repeat(43) + "="))
        .isEqualTo("not signed by CROW");
    JsonNode delivery = awaitState(owner, id(created), "DELIVERED");
    assertThat(delivery.path("id").asString()).isEqualTo(received.header("webhook-id"));
    assertThat(receiver.at("/signed")).hasSize(1);
  }

  /** Runs the code of the documentation; gives the event's type, or why it was refused. */
  private String verify(Received received, String body, String... secrets) throws Exception {
    Matcher code =
        Pattern.compile("(?s)```js\n(.*?)```")
            .matcher(Files.readString(Path.of("../docs/notifications.md")));
    assertThat(code.find()).isTrue();
    Path module = Files.createTempDirectory(data, "verify").resolve("verify.mjs");
    JsonMapper json = JsonMapper.shared();
    Files.writeString(
        module,
        code.group(1)
            + """
            const headers = {"webhook-id": %s, "webhook-timestamp": %s, "webhook-signature": %s};
            try {
              console.log(verified(%s, headers, %s).type);
            } catch (error) {
              console.log(error.message);
            }
            """
                .formatted(
                    json.writeValueAsString(received.header("webhook-id")),
                    json.writeValueAsString(received.header("webhook-timestamp")),
                    json.writeValueAsString(received.header("webhook-signature")),
                    json.writeValueAsString(secrets),
                    json.writeValueAsString(body)));
    Process node = new ProcessBuilder("node", module.toString()).redirectErrorStream(true).start();
    String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    node.waitFor();
    return said;
  }

  @Test
  void signsWithBothSecretsWhileOneReplacesTheOther() throws Exception {
    Person owner = service.owner();
    JsonNode created = create(owner, "/rotated", "[\"budget.near\"]");
    String old = created.path("secret").asString();
    Answer rotated =
        service.call(
            "POST", owner, PATH + "/" + id(created) + "/rotate-secret", "{\"overlapHours\":1}");
    String fresh = rotated.json().path("secret").asString();
    assertThat(fresh).isNotEqualTo(old);
    assertThat(rotated.json().path("webhook").path("oldSecretUntil").isNull()).isFalse();
    service.tell(owner.organization(), null, "budget.near", "Nearly");
    Received received = only("/rotated");
    assertThat(verify(received, received.body(), old)).isEqualTo("budget.near");
    assertThat(verify(received, received.body(), fresh)).isEqualTo("budget.near");
    service.call(
        "POST", owner, PATH + "/" + id(created) + "/rotate-secret", "{\"overlapHours\":0}");
    service.tell(owner.organization(), null, "budget.near", "Nearly again");
    Awaitility.await().until(() -> receiver.at("/rotated").size() == 2);
    Received later = receiver.at("/rotated").get(1);
    assertThat(verify(later, later.body(), old, fresh)).isEqualTo("not signed by CROW");
  }

  @Test
  void triesAgainUntilItIsTakenAndShowsEveryAttempt() {
    Person owner = service.owner();
    receiver.answering("/flaky", 500, 307, 204);
    String webhook = id(create(owner, "/flaky", "[\"budget.near\"]"));
    service.tell(owner.organization(), null, "budget.near", "Nearly");
    JsonNode delivery = awaitState(owner, webhook, "DELIVERED");
    assertThat(receiver.at("/flaky"))
        .hasSize(3)
        .allSatisfy(
            one -> assertThat(one.header("webhook-id")).isEqualTo(delivery.path("id").asString()));
    JsonNode details =
        service
            .get(owner, PATH + "/" + webhook + "/deliveries/" + delivery.path("id").asString())
            .json();
    assertThat(details.path("attempts").valueStream().map(one -> one.path("status").asInt()))
        .containsExactly(500, 307, 204);
    assertThat(details.path("attempts").path(0).path("answer").asString()).isEqualTo("said <b>");
    assertThat(details.path("body").asString()).contains("\"Nearly\"");
    assertThat(service.get(owner, PATH + "/" + webhook).json().path("failingSince").isNull())
        .isTrue();
  }

  @Test
  void givesUpAndSendsAgainWhenAsked() {
    Person owner = service.owner();
    receiver.answering("/down", 503, 503, 503, 503, 200);
    String webhook = id(create(owner, "/down", "[\"budget.near\"]"));
    service.tell(owner.organization(), null, "budget.near", "Nearly");
    JsonNode failed = awaitState(owner, webhook, "FAILED");
    assertThat(failed.path("attempts").asInt()).isEqualTo(4);
    String path = PATH + "/" + webhook + "/deliveries/" + failed.path("id").asString();
    assertThat(
            service
                .get(owner, PATH + "/" + webhook + "/deliveries?state=DELIVERED")
                .json()
                .path("items"))
        .isEmpty();
    Answer replay = service.call("POST", owner, path + "/replay", "");
    assertThat(replay.status()).as(replay.body()).isEqualTo(202);
    assertThat(awaitState(owner, webhook, "DELIVERED").path("attempts").asInt()).isEqualTo(5);
    assertThat(receiver.at("/down").getLast().header("webhook-id"))
        .isEqualTo(failed.path("id").asString());
  }

  @Test
  void isSwitchedOffByAReceiverThatIsGone() {
    Person owner = service.owner();
    receiver.answering("/gone", 410);
    String webhook = id(create(owner, "/gone", "[\"budget.near\"]"));
    service.tell(owner.organization(), null, "budget.near", "Nearly");
    service.awaitTitle(owner, "A webhook was switched off");
    JsonNode off = service.get(owner, PATH + "/" + webhook).json();
    assertThat(off.path("enabled").asBoolean()).isFalse();
    assertThat(off.path("disabledReason").asString()).contains("410");
    assertThat(service.call("POST", owner, PATH + "/" + webhook + "/test", "").status())
        .isEqualTo(409);
    assertThat(receiver.at("/gone")).hasSize(1);
  }

  @Test
  void isSwitchedOffAfterAWeekOfFailureAndOnAgainByHand() {
    Person owner = service.owner();
    receiver.answering("/broken", 500);
    String webhook = id(create(owner, "/broken", "[\"webhook.test\"]"));
    String path = PATH + "/" + webhook;
    service.call("POST", owner, path + "/test", "");
    awaitState(owner, webhook, "FAILED");
    assertThat(service.get(owner, path).json().path("failingSince").isNull()).isFalse();
    failSince(webhook, Instant.now().minus(Duration.ofDays(6)));
    service.call("POST", owner, path + "/test", "");
    awaitState(owner, webhook, "FAILED");
    assertThat(service.get(owner, path).json().path("enabled").asBoolean()).isTrue();
    failSince(webhook, Instant.now().minus(Duration.ofDays(7)));
    service.call("POST", owner, path + "/test", "");
    service.awaitTitle(owner, "A webhook was switched off");
    assertThat(service.get(owner, path).json().path("enabled").asBoolean()).isFalse();
    receiver.answering("/broken", 200);
    Answer on =
        service.call(
            "PUT",
            owner,
            path,
            "{\"url\":\"%s\",\"types\":[\"webhook.test\"],\"enabled\":true}"
                .formatted(receiver.url("/broken")));
    assertThat(on.json().path("enabled").asBoolean()).as(on.body()).isTrue();
    assertThat(on.json().path("failingSince").isNull()).isTrue();
    assertThat(service.call("POST", owner, path + "/test", "").status()).isEqualTo(202);
    awaitState(owner, webhook, "DELIVERED");
  }

  private void failSince(String webhook, Instant since) {
    service
        .bean(JdbcClient.class)
        .sql("UPDATE webhooks SET failing_since = ? WHERE id = ?")
        .params(Timestamps.format(since), webhook)
        .update();
  }

  @Test
  void postsPatternsAndOnRequestInteractionsByIdsOnly() {
    Person owner = service.owner();
    create(owner, "/all", "[\"*\"]");
    create(owner, "/interactions", "[\"interaction.recorded\"]");
    service.say(Topics.PATTERN_EVENTS, owner.organization(), pattern(owner.organization()));
    service.say(
        Topics.ANALYTICS_QUEUE,
        owner.organization(),
        new InteractionRecorded(
            owner.organization(),
            "interaction-1",
            1,
            "web",
            "session-of-somebody",
            "Somebody looked at Sencha.",
            List.of("tea-1"),
            3,
            Instant.now(),
            Instant.now(),
            Instant.now(),
            "rules/1",
            null));
    assertThat(only("/all").body()).contains("\"pattern.discovered\"", "Sencha sells better");
    assertThat(only("/interactions").body())
        .contains("\"interaction.recorded\"", "interaction-1", "tea-1")
        .doesNotContain("Somebody", "session-of-somebody");
    service.settle(owner);
    assertThat(receiver.at("/all")).hasSize(1);
  }

  @Test
  void tellsProgramsThatAPatternIsGone() {
    Person owner = service.owner();
    create(owner, "/patterns", "[\"pattern.*\"]");
    service.say(
        Topics.PATTERN_DELETIONS,
        owner.organization(),
        new PatternDeleted(
            owner.organization(),
            "pattern-7",
            "identity",
            "week",
            LocalDate.of(2026, 11, 16),
            Instant.now()));
    assertThat(only("/patterns").body())
        .contains("\"pattern.deleted\"", "pattern-7", "\"week\"", "2026-11-16");
  }

  static PatternDiscovered pattern(String organization) {
    return new PatternDiscovered(
        organization,
        UuidV7.next(),
        "identity",
        "day",
        LocalDate.of(2026, 11, 20),
        "conversion",
        "new",
        "Sencha sells better",
        "12 % of visits buy it.",
        List.of("tea-1"),
        0.999,
        Instant.now());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:1/hook",
        "https://127.0.0.1/hook",
        "https://10.0.0.1/hook",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/hook",
        "https://localhost/hook",
        "http://192.88.100.1/hook",
        "https://user:pass@shop.example/hook",
        "ftp://shop.example/hook",
        "file:///etc/passwd",
        "not a url"
      })
  void refusesToGoWhereNoStrangerMaySend(String url) {
    Person owner = service.owner();
    Answer answer = service.call("POST", owner, PATH, "{\"url\":\"%s\"}".formatted(url));
    assertThat(answer.status()).as(answer.body()).isEqualTo(422);
    assertThat(answer.json().path("field").asString()).isEqualTo("url");
    assertThat(service.get(owner, PATH).json().path("items")).isEmpty();
  }

  @Test
  void refusesWhatIsNoWebhook() {
    Person owner = service.owner();
    for (String body :
        List.of(
            "{}",
            "{\"url\":\"%s\",\"types\":[]}".formatted(receiver.url("/x")),
            "{\"url\":\"%s\",\"types\":[\"All of them\"]}".formatted(receiver.url("/x")),
            "{\"url\":\"%s\",\"types\":[\"a b\"]}".formatted(receiver.url("/x")))) {
      assertThat(service.call("POST", owner, PATH, body).status()).as(body).isEqualTo(422);
    }
    for (int i = 0; i < 3; i++) {
      create(owner, "/many", "[\"*\"]");
    }
    Answer fourth =
        service.call("POST", owner, PATH, "{\"url\":\"%s\"}".formatted(receiver.url("/many")));
    assertThat(fourth.status()).isEqualTo(409);
  }

  @Test
  void showsSecretsOnceAndKeepsThemNowhereInClear() throws IOException {
    Person owner = service.owner();
    JsonNode created = create(owner, "/secret", "[\"*\"]");
    String secret = created.path("secret").asString();
    assertThat(service.get(owner, PATH + "/" + id(created)).body()).doesNotContain("whsec_");
    assertThat(service.get(owner, PATH).body()).doesNotContain("whsec_");
    try (var files = Files.walk(data.resolve("notification"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(secret);
      }
    }
  }

  @Test
  void answersForOtherOrganizationsAsIfThereWereNothing() {
    Person owner = service.owner();
    Person stranger = service.owner();
    String webhook = id(create(owner, "/mine", "[\"*\"]"));
    service.call("POST", owner, PATH + "/" + webhook + "/test", "");
    String delivery = awaitState(owner, webhook, "DELIVERED").path("id").asString();
    List<String> paths = new ArrayList<>();
    paths.add("");
    paths.add("/deliveries");
    paths.add("/deliveries/" + delivery);
    for (String path : paths) {
      assertThat(service.get(stranger, PATH + "/" + webhook + path).status()).isEqualTo(404);
    }
    assertThat(service.call("DELETE", stranger, PATH + "/" + webhook, "").status()).isEqualTo(404);
    assertThat(
            service
                .call(
                    "POST",
                    stranger,
                    PATH + "/" + webhook + "/deliveries/" + delivery + "/replay",
                    "")
                .status())
        .isEqualTo(404);
    Person reader = new Person(owner.organization(), owner.id(), Set.of("notifications:read"));
    assertThat(service.get(reader, PATH).status()).isEqualTo(403);
    assertThat(service.call("DELETE", owner, PATH + "/" + webhook, "").status()).isEqualTo(204);
    assertThat(
            service
                .bean(JdbcClient.class)
                .sql(
                    """
                    SELECT (SELECT count(*) FROM deliveries WHERE org_id = :org)
                      + (SELECT count(*) FROM delivery_attempts WHERE org_id = :org)
                    """)
                .param("org", owner.organization())
                .query(Integer.class)
                .single())
        .isZero();
    assertThat(service.published(Topics.AUDIT_EVENTS, owner.organization()))
        .extracting(one -> one.path("action").asString())
        .contains("webhook.created", "webhook.deleted");
  }
}
