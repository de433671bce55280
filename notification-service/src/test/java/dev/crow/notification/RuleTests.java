package dev.crow.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.Topics;
import dev.crow.contracts.interaction.v1.InteractionRecorded;
import dev.crow.contracts.pattern.v1.PatternDiscovered;
import dev.crow.relational.UuidV7;
import dev.crow.testkit.service.Answer;
import dev.crow.testkit.service.Person;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RuleTests {

  private static final String PATH = "/api/v1/notifications/rules";

  private RunningNotificationService service;

  @SuppressWarnings("NullAway.Init")
  RuleTests() {}

  @BeforeAll
  void start(@TempDir Path dir) {
    service =
        new RunningNotificationService(
            dir,
            "--crow.notifications.rules.look=100ms",
            "--crow.notifications.rules.settle=1s",
            "--crow.notifications.rules.most=3");
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private String create(Person person, String body) {
    Answer answer = service.call("POST", person, PATH, body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json().path("id").asString();
  }

  /** An owner whose organization has no rules. */
  private Person owner() {
    Person owner = service.owner();
    Awaitility.await().until(() -> !rules(owner).isEmpty());
    rules(owner)
        .forEach(
            rule -> service.call("DELETE", owner, PATH + "/" + rule.path("id").asString(), ""));
    return owner;
  }

  private JsonNode rules(Person person) {
    return service.get(person, PATH).json().path("items");
  }

  private static PatternDiscovered pattern(
      String organization, String kind, String status, String title, double confidence) {
    return new PatternDiscovered(
        organization,
        UuidV7.next(),
        "identity",
        "day",
        LocalDate.of(2026, 11, 20),
        kind,
        status,
        title,
        "In numbers.",
        List.of("tea-1"),
        confidence,
        Instant.now());
  }

  private void found(Person person, String kind, String status, String title, double confidence) {
    String organization = person.organization();
    service.say(
        Topics.PATTERN_EVENTS,
        organization,
        pattern(organization, kind, status, title, confidence));
  }

  @Test
  void tellsANewOrganizationOfNewPatternsTogether() {
    Person owner = service.owner();
    Awaitility.await().until(() -> !rules(owner).isEmpty());
    found(owner, "friction", "new", "The till is stuck", 0.99);
    found(owner, "trend", "growing", "More and more tea", 0.99);
    found(owner, "trend", "steady", "As always", 0.99);
    service.awaitTitle(owner, "New: The till is stuck and 1 more");
    JsonNode told = service.list(owner, "").path("items").path(0);
    assertThat(told.path("content").asString())
        .isEqualTo("- The till is stuck\n- More and more tea");
    assertThat(told.path("category").asString()).isEqualTo("PATTERNS");
    assertThat(rules(owner).path(0).path("firedAt").isNull()).isFalse();
  }

  @Test
  void tellsOnlyOfPatternsThatMeetEveryCondition() {
    Person owner = owner();
    create(
        owner,
        """
        {"name": "Sure friction", "watch": "PATTERNS", "patterns":
          {"kinds": ["friction"], "statuses": ["new"], "periods": ["day"],
           "productIds": ["tea-1", "tea-2"], "leastConfidence": 0.95}}""");
    found(owner, "trend", "new", "Another kind", 0.99);
    found(owner, "friction", "steady", "Another status", 0.99);
    found(owner, "friction", "new", "Not sure enough", 0.9);
    found(owner, "friction", "new", "The one", 0.95);
    service.awaitTitle(owner, "New: The one");
    assertThat(service.titles(owner)).hasSize(2);
  }

  private void interaction(Person person, int version) {
    Instant now = Instant.now();
    service.say(
        Topics.ANALYTICS_QUEUE,
        person.organization(),
        new InteractionRecorded(
            person.organization(),
            UuidV7.next(),
            version,
            "web",
            "s",
            "Somebody looked.",
            List.of(),
            1,
            now,
            now,
            now,
            "rules/1",
            null));
  }

  @Test
  void tellsOfABudgetAtEightyPercentAndWhenItIsUsedOnceEach() {
    Person owner = owner();
    String rule =
        create(
            owner,
            "{\"name\":\"Visits\",\"watch\":\"BUDGET\",\"metric\":\"INTERACTIONS\",\"limit\":5}");
    for (int i = 0; i < 4; i++) {
      interaction(owner, 1);
      interaction(owner, 2);
    }
    service.awaitTitle(owner, "80 % of a budget is used: Visits");
    interaction(owner, 1);
    service.awaitTitle(owner, "100 % of a budget is used: Visits");
    JsonNode told = service.list(owner, "").path("items").path(0);
    assertThat(told.path("content").asString()).startsWith("5 of 5 interactions in 20");
    interaction(owner, 1);
    service.settle(owner);
    assertThat(service.titles(owner)).hasSize(4);
    // A changed rule is a new one.
    service.call(
        "PUT",
        owner,
        PATH + "/" + rule,
        "{\"name\":\"Views\",\"watch\":\"BUDGET\",\"metric\":\"INTERACTIONS\",\"limit\":7}");
    service.awaitTitle(owner, "80 % of a budget is used: Views");
  }

  @Test
  void tellsOfSilenceAndOfItsEnd() {
    Person owner = owner();
    Instant longAgo = Instant.now().minus(Duration.ofHours(7));
    visit(owner, longAgo);
    create(owner, "{\"name\":\"Tag\",\"watch\":\"SILENCE\",\"hours\":6}");
    service.awaitTitle(owner, "No visits for 6 hours");
    visit(owner, Instant.now());
    service.awaitTitle(owner, "Visits are coming in again");
    // An old record that comes late changes nothing.
    visit(owner, longAgo);
    service.settle(owner);
    assertThat(service.titles(owner)).hasSize(4);
  }

  private void visit(Person person, Instant at) {
    service.say(
        Topics.SESSIONS_OPENED,
        person.organization(),
        Map.of(
            "organizationId",
            person.organization(),
            "sessionId",
            "s",
            "run",
            1,
            "openedAt",
            at.toString()));
  }

  @Test
  void tellsOfRefusedEventsOnceAnHour() {
    Person owner = owner();
    create(owner, "{\"name\":\"Schemas\",\"watch\":\"REFUSALS\",\"limit\":3}");
    for (int i = 0; i < 4; i++) {
      service.say(
          Topics.SCHEMA_VIOLATIONS,
          owner.organization(),
          Map.of(
              "organizationId", owner.organization(),
              "sessionId", "s",
              "receiptId", "r" + i,
              "receivedAt", Instant.now().toString(),
              "events", List.of()));
    }
    Awaitility.await()
        .until(
            () ->
                service.titles(owner).stream()
                    .anyMatch(title -> title.endsWith("requests of an hour broke your schemas")));
    service.settle(owner);
    assertThat(service.titles(owner)).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"name\":\"n\",\"watch\":\"BUDGET\",\"limit\":5}",
        "{\"name\":\"n\",\"watch\":\"BUDGET\",\"metric\":\"PATTERNS\",\"limit\":0}",
        "{\"name\":\"n\",\"watch\":\"SILENCE\"}",
        "{\"name\":\"n\",\"watch\":\"SILENCE\",\"hours\":6,\"limit\":5}",
        "{\"name\":\"n\",\"watch\":\"PATTERNS\",\"hours\":6}",
        "{\"name\":\"n\",\"watch\":\"PATTERNS\",\"patterns\":{\"periods\":[\"hour\"]}}",
        "{\"name\":\" \",\"watch\":\"PATTERNS\"}"
      })
  void refusesRulesThatMeanNothing(String body) {
    Person owner = service.owner();
    assertThat(service.call("POST", owner, PATH, body).status()).isEqualTo(422);
  }

  @Test
  void keepsRulesWithinTheirOrganizationAndNumber() {
    Person owner = owner();
    String rule = create(owner, "{\"name\":\"n\",\"watch\":\"PATTERNS\"}");
    Person stranger = service.owner();
    String body = "{\"name\":\"n\",\"watch\":\"PATTERNS\"}";
    assertThat(service.get(stranger, PATH + "/" + rule).status()).isEqualTo(404);
    assertThat(service.call("PUT", stranger, PATH + "/" + rule, body).status()).isEqualTo(404);
    assertThat(service.call("DELETE", stranger, PATH + "/" + rule, "").status()).isEqualTo(404);
    Person reader = new Person(owner.organization(), owner.id(), Set.of("notifications:read"));
    assertThat(service.get(reader, PATH).status()).isEqualTo(403);
    create(owner, body);
    create(owner, body);
    assertThat(service.call("POST", owner, PATH, body).status()).isEqualTo(409);
  }
}
