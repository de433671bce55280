package dev.crow.interaction.replay;

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
import dev.crow.testkit.service.Answer;
import dev.crow.testkit.service.Person;
import dev.crow.testkit.service.RunningService;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The whole service, with raw sessions kept. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayTests {

  private static final Instant MONDAY = Instant.parse("2026-03-02T10:00:00Z");
  private static final String REPLAYS = "/api/v1/interactions/replays";

  @TempDir static Path data;

  private Service service;

  @BeforeAll
  void start() {
    service = new Service();
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @Test
  void tellsTheSessionsOfARangeAgainAndDoublesNothing() {
    Person owner = owner();
    service.visits(owner, "monday", MONDAY);
    service.visits(owner, "tuesday", MONDAY.plus(Duration.ofDays(1)));
    service.visits(owner, "wednesday", MONDAY.plus(Duration.ofDays(2)));
    JsonNode before = service.get(owner, "/api/v1/interactions").json();

    JsonNode done = service.replay(owner, MONDAY, MONDAY.plus(Duration.ofDays(2)));
    assertThat(done.path("replayed").asInt()).as("the range ends before Wednesday").isEqualTo(2);
    assertThat(done.path("lookedAt").asInt()).isEqualTo(3);
    service.visits(owner, "thursday", MONDAY.plus(Duration.ofDays(3)));
    assertThat(service.recorded(owner, "thursday"))
        .as("told again after it, and counted once")
        .isEqualTo(4);
    assertThat(service.get(owner, "/api/v1/interactions").json().path("items").size()).isEqualTo(4);

    service.loses(owner, "monday");
    assertThat(service.replay(owner, MONDAY, MONDAY.plusSeconds(1)).path("replayed").asInt())
        .isEqualTo(1);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(service.rows(owner, "monday"))
                    .as("what was lost is back under its id")
                    .containsExactly(id(before, "monday")));
  }

  @Test
  void goesOnWhereItWasCutShort() {
    Person owner = owner();
    service.visits(owner, "a", MONDAY);
    service.visits(owner, "b", MONDAY);
    ReplayStore store = service.bean(ReplayStore.class);
    String id;
    try (Leases.Lease _ = service.lease(owner)) {
      id = service.begin(owner, MONDAY, MONDAY.plusSeconds(1)).json().path("id").asString();
      store.progress(
          store.find(owner.organization(), id).orElseThrow(),
          "raw/sessions/%s/web/a.1.json".formatted(owner.organization()),
          1,
          1);
    }
    JsonNode done = service.awaitDone(owner, id);
    assertThat(done.path("lookedAt").asInt()).isEqualTo(2);
    assertThat(done.path("replayed").asInt()).isEqualTo(2);
    assertThat(done.path("attempts").asInt()).isEqualTo(1);
  }

  @Test
  void oneAtATimeAndOnlyForTheOrganizationItself() {
    Person owner = owner();
    try (Leases.Lease _ = service.lease(owner)) {
      Answer begun = service.begin(owner, MONDAY, MONDAY.plusSeconds(1));
      assertThat(begun.status()).isEqualTo(202);
      assertThat(service.begin(owner, MONDAY, MONDAY.plusSeconds(1)).status()).isEqualTo(409);
      String one = REPLAYS + "/" + begun.json().path("id").asString();
      assertThat(service.get(owner, one).json().path("state").asString()).isEqualTo("RUNNING");
      assertThat(service.get(owner(), one).withoutIds())
          .isEqualTo(service.get(owner(), REPLAYS + "/" + UuidV7.next()).withoutIds());
    }
    assertThat(service.begin(owner(), MONDAY, MONDAY).status()).isEqualTo(400);
    assertThat(service.call("POST", owner(), REPLAYS + "?from=yesterday&to=now", "").status())
        .isEqualTo(400);
    Person reader =
        new Person(owner.organization(), owner.id(), Set.of(Permissions.INTERACTIONS_READ));
    assertThat(service.begin(reader, MONDAY, MONDAY.plusSeconds(1)).status()).isEqualTo(403);
  }

  private static String id(JsonNode list, String session) {
    return list.path("items")
        .valueStream()
        .filter(item -> item.path("sessionId").asString().equals(session))
        .findFirst()
        .orElseThrow()
        .path("id")
        .asString();
  }

  private static Person owner() {
    return new Person(
        UuidV7.next(),
        UuidV7.next(),
        Set.of(Permissions.SETTINGS_MANAGE, Permissions.INTERACTIONS_READ));
  }

  private static final class Service extends RunningService {

    Service() {
      super(
          InteractionServiceApplication.class,
          Services.INTERACTION,
          data,
          "--crow.lifecycle.enabled=false",
          "--crow.interactions.archive-sessions=true");
    }

    Leases.Lease lease(Person owner) {
      return bean(Leases.class).take(owner.organization()).orElseThrow();
    }

    Answer begin(Person owner, Instant from, Instant to) {
      return call("POST", owner, "%s?from=%s&to=%s".formatted(REPLAYS, from, to), "");
    }

    JsonNode replay(Person owner, Instant from, Instant to) {
      Answer begun = begin(owner, from, to);
      assertThat(begun.status()).as(begun.body()).isEqualTo(202);
      return awaitDone(owner, begun.json().path("id").asString());
    }

    JsonNode awaitDone(Person owner, String id) {
      return Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> get(owner, REPLAYS + "/" + id).json(),
              replay -> replay.path("state").asString().equals("DONE"));
    }

    /** How many were announced by the time that the last session was. */
    int recorded(Person owner, String last) {
      return Awaitility.await()
          .until(
              () -> published(Topics.ANALYTICS_QUEUE, owner.organization()),
              all -> all.stream().anyMatch(one -> one.path("sessionId").asString().equals(last)))
          .size();
    }

    List<String> rows(Person owner, String session) {
      return bean(JdbcClient.class)
          .sql("SELECT id FROM interactions WHERE org_id = ? AND session_id = ?")
          .params(owner.organization(), session)
          .query(String.class)
          .list();
    }

    /** As when the database is an older one than the archive. */
    void loses(Person owner, String session) {
      JdbcClient jdbc = bean(JdbcClient.class);
      jdbc.sql("DELETE FROM interactions WHERE org_id = ? AND session_id = ?")
          .params(owner.organization(), session)
          .update();
      jdbc.sql("DELETE FROM inbox WHERE event_id = ?")
          .param(owner.organization() + "|" + session + "|1|1")
          .update();
    }

    void visits(Person owner, String session, Instant start) {
      String organization = owner.organization();
      SessionClosed closed =
          new SessionClosed(
              organization,
              SessionClosed.SOURCE_WEB,
              session,
              1,
              1,
              SessionClosed.Reason.IDLE,
              start,
              start.plusSeconds(5),
              start.plusSeconds(1800),
              0,
              SessionContext.EMPTY,
              List.of(
                  new WebEvent(
                      UuidV7.next(),
                      "page_view",
                      start,
                      "https://shop.example/",
                      "Shop",
                      null,
                      Map.of(),
                      List.of())));
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
          .until(() -> rows(owner, session).size() == 1);
    }
  }
}
