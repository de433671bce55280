package dev.crow.interaction.retelling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.Permissions;
import dev.crow.contracts.Services;
import dev.crow.contracts.Topics;
import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.contracts.web.v1.SessionContext;
import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.events.Event;
import dev.crow.events.EventPublisher;
import dev.crow.interaction.InteractionServiceApplication;
import dev.crow.interaction.lifecycle.Leases;
import dev.crow.relational.UuidV7;
import dev.crow.testkit.gemini.FakeGemini;
import dev.crow.testkit.gemini.GeminiCall;
import dev.crow.testkit.gemini.GeminiFault;
import dev.crow.testkit.service.Answer;
import dev.crow.testkit.service.Person;
import dev.crow.testkit.service.RunningService;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole service with raw sessions kept; its model is asked for redescriptions alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedescriptionTests {

  private static final Instant MONDAY = Instant.parse("2026-03-02T10:00:00Z");
  private static final Instant TUESDAY = MONDAY.plus(Duration.ofDays(1));
  private static final String ALL = "/api/v1/interactions/redescriptions";
  private static final String INTERACTIONS = "/api/v1/interactions";

  @TempDir static Path data;

  private FakeGemini gemini;
  private Service service;

  @BeforeAll
  void start() {
    gemini = new FakeGemini(RedescriptionTests::plainly);
    service = new Service(gemini);
  }

  @AfterAll
  void stop() {
    service.close();
    gemini.close();
  }

  @Test
  void newWordsCountOnceTheyArePromotedAndNoMoreOnceRolledBack() {
    Person owner = owner();
    service.visits(owner, "a", MONDAY);
    service.visits(owner, "b", MONDAY);
    service.visits(owner, "later", TUESDAY);
    Map<String, String> before = service.words(owner);

    gemini.fails(GeminiFault.QUOTA);
    JsonNode ready = service.redescribed(owner, "&describer=MODEL&prompt=V2");
    assertThat(ready.path("told").asInt()).isEqualTo(2);
    assertThat(ready.path("changed").asInt()).isEqualTo(2);
    assertThat(ready.path("attempts").asInt()).as("one met the quota").isEqualTo(2);
    assertThat(ready.path("cost").asLong()).isPositive();
    assertThat(service.words(owner)).as("nothing is shown yet").isEqualTo(before);
    String one = ALL + "/" + ready.path("id").asString();
    JsonNode differences = service.get(owner, one + "/differences").json().path("items");
    assertThat(differences.size()).isEqualTo(2);
    assertThat(differences.path(0).path("newWords").asString())
        .isEqualTo("They looked at the Storm Shell.");
    assertThat(differences.path(0).path("oldGenerator").asString()).isEqualTo("rules/1");
    assertThat(differences.path(0).path("newGenerator").asString()).isEqualTo("gemini-test/v2");
    assertThat(differences.path(0).path("gone").size()).isPositive();
    assertThat(differences.path(0).path("come").size()).isEqualTo(1);
    JsonNode first = service.get(owner, one + "/differences?limit=1").json();
    assertThat(
            service
                .get(
                    owner,
                    one + "/differences?limit=1&cursor=" + first.path("nextCursor").asString())
                .json()
                .path("items")
                .path(0))
        .isEqualTo(differences.path(1));

    service.moved(owner, one, "promote", "PROMOTED");
    assertThat(service.words(owner))
        .containsEntry("a", "They looked at the Storm Shell.")
        .containsEntry("b", "They looked at the Storm Shell.")
        .containsEntry("later", before.get("later"));
    assertThat(
            service
                .get(owner, one + "/differences")
                .json()
                .path("items")
                .path(0)
                .path("shown")
                .asString())
        .isEqualTo("new");
    assertThat(service.call("POST", owner, one + "/promote", "").status()).isEqualTo(409);

    service.moved(owner, one, "roll-back", "READY");
    assertThat(service.words(owner)).isEqualTo(before);
  }

  @Test
  void rulesTellTheSameAgain() {
    Person owner = owner();
    service.visits(owner, "a", MONDAY);
    JsonNode ready = service.redescribed(owner, "&describer=RULES");
    assertThat(ready.path("told").asInt()).isEqualTo(1);
    assertThat(ready.path("changed").asInt()).isZero();
  }

  @Test
  void whatIsNotTrueIsNotKept() {
    Person owner = owner();
    service.visits(owner, "a", MONDAY);
    gemini.answers(
        call -> "{\"sentences\": [{\"text\": \"They bought the Storm Shell.\", \"events\": [1]}]}");
    JsonNode ready = service.redescribed(owner, "&describer=MODEL");
    assertThat(ready.path("refused").asInt()).isEqualTo(1);
    assertThat(ready.path("told").asInt()).isZero();
    gemini.answers(RedescriptionTests::plainly);
  }

  @Test
  void oneAtATimeAndOnlyForTheOrganizationItself() {
    Person owner = owner();
    try (Leases.Lease _ = service.bean(Leases.class).take(owner.organization()).orElseThrow()) {
      Answer begun = service.begin(owner, "&describer=RULES");
      assertThat(begun.status()).isEqualTo(202);
      assertThat(service.begin(owner, "&describer=RULES").status()).isEqualTo(409);
      String one = ALL + "/" + begun.json().path("id").asString();
      assertThat(service.call("POST", owner, one + "/promote", "").status()).isEqualTo(409);
      assertThat(service.get(owner(), one).withoutIds())
          .isEqualTo(service.get(owner(), ALL + "/" + UuidV7.next()).withoutIds());
      assertThat(service.call("POST", owner(), one + "/cancel", "").status()).isEqualTo(404);
      assertThat(service.call("POST", owner, one + "/cancel", "").json().path("state").asString())
          .isEqualTo("CANCELLED");
    }
    assertThat(service.begin(owner, "&describer=SOMEBODY").status()).isEqualTo(400);
    Person reader =
        new Person(owner.organization(), owner.id(), Set.of(Permissions.INTERACTIONS_READ));
    assertThat(service.begin(reader, "&describer=RULES").status()).isEqualTo(403);
  }

  private static String plainly(GeminiCall call) {
    JsonNode input = call.inputJson();
    return input.has("statements")
        ? "{\"verdicts\": [{\"statement\": 1, \"supported\": true}]}"
        : "{\"sentences\": [{\"text\": \"They looked at the Storm Shell.\", \"events\": [2]}]}";
  }

  private static Person owner() {
    return new Person(
        UuidV7.next(),
        UuidV7.next(),
        Set.of(Permissions.SETTINGS_MANAGE, Permissions.INTERACTIONS_READ));
  }

  private static final class Service extends RunningService {

    Service(FakeGemini gemini) {
      super(
          InteractionServiceApplication.class,
          Services.INTERACTION,
          data,
          "--crow.lifecycle.enabled=false",
          "--crow.interactions.archive-sessions=true",
          "--crow.interactions.analysis.triage=empty",
          "--crow.ai.chat.provider=gemini",
          "--crow.ai.chat.model=gemini-test",
          "--crow.ai.chat.api-key=key-1",
          "--crow.ai.chat.base-url=" + gemini.url());
    }

    Answer begin(Person owner, String how) {
      return call("POST", owner, "%s?from=%s&to=%s%s".formatted(ALL, MONDAY, TUESDAY, how), "");
    }

    JsonNode redescribed(Person owner, String how) {
      Answer begun = begin(owner, how);
      assertThat(begun.status()).as(begun.body()).isEqualTo(202);
      return await(owner, ALL + "/" + begun.json().path("id").asString(), "READY");
    }

    void moved(Person owner, String one, String how, String to) {
      Answer asked = call("POST", owner, one + "/" + how, "");
      assertThat(asked.status()).as(asked.body()).isEqualTo(202);
      await(owner, one, to);
    }

    private JsonNode await(Person owner, String one, String state) {
      return Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> get(owner, one).json(), r -> r.path("state").asString().equals(state));
    }

    Map<String, String> words(Person owner) {
      return get(owner, INTERACTIONS)
          .json()
          .path("items")
          .valueStream()
          .collect(
              Collectors.toMap(
                  item -> item.path("sessionId").asString(),
                  item -> item.path("description").asString()));
    }

    void visits(Person owner, String session, Instant start) {
      String organization = owner.organization();
      Map<String, Object> shell =
          Map.of("productId", "p", "productName", "Storm Shell", "price", 89.8, "currency", "EUR");
      SessionClosed closed =
          new SessionClosed(
              organization,
              SessionClosed.SOURCE_WEB,
              session,
              1,
              1,
              SessionClosed.Reason.IDLE,
              start,
              start.plusSeconds(30),
              start.plusSeconds(1800),
              0,
              SessionContext.EMPTY,
              List.of(
                  event(start, "page_view", Map.of()),
                  event(start.plusSeconds(10), "product_view", shell),
                  event(start.plusSeconds(30), "image_zoom", shell)));
      bean(EventPublisher.class)
          .publish(
              Topics.INTERACTION_QUEUE,
              List.of(
                  new Event<>(
                      organization + "|" + session + "|1|1",
                      organization,
                      organization + "|" + session,
                      closed)));
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> words(owner).containsKey(session));
    }

    private static WebEvent event(Instant at, String type, Map<String, Object> properties) {
      return new WebEvent(
          UuidV7.next(), type, at, "https://shop.example/", "Shop", null, properties, List.of());
    }
  }
}
