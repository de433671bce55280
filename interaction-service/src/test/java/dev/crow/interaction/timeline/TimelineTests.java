package dev.crow.interaction.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.Permissions;
import dev.crow.contracts.Services;
import dev.crow.contracts.Topics;
import dev.crow.contracts.replay.v1.ReplayChunk;
import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.contracts.web.v1.SessionContext;
import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.events.Event;
import dev.crow.events.EventPublisher;
import dev.crow.interaction.InteractionServiceApplication;
import dev.crow.objectstore.ObjectContent;
import dev.crow.objectstore.ObjectKey;
import dev.crow.objectstore.ObjectStore;
import dev.crow.relational.UuidV7;
import dev.crow.testkit.service.Answer;
import dev.crow.testkit.service.Person;
import dev.crow.testkit.service.RunningService;
import java.nio.charset.StandardCharsets;
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
import tools.jackson.databind.JsonNode;

/** The whole service, with raw sessions kept. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TimelineTests {

  private static final Instant MONDAY = Instant.parse("2026-03-02T10:00:00Z");
  private static final String INTERACTIONS = "/api/v1/interactions";

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
  void showsTheEventsInTheirOrder() {
    Person owner = owner();
    String id = service.visits(owner, "visit");

    JsonNode timeline = service.get(owner, INTERACTIONS + "/" + id + "/events").json();

    assertThat(timeline.path("kept").asBoolean()).isTrue();
    assertThat(timeline.path("events").valueStream().map(event -> event.path("type").asString()))
        .containsExactly("page_view", "search");
    assertThat(timeline.path("events").path(1).path("properties").path("query").asString())
        .isEqualTo("boots");
  }

  @Test
  void saysSoWhenTheSessionIsNotKept() {
    Person owner = owner();
    String id = service.visits(owner, "gone");
    service
        .bean(ObjectStore.class)
        .delete(ObjectKey.of("raw/sessions", owner.organization(), "web", "gone.1.json"));

    JsonNode timeline = service.get(owner, INTERACTIONS + "/" + id + "/events").json();

    assertThat(timeline.path("kept").asBoolean(true)).isFalse();
    assertThat(timeline.path("events").size()).isZero();
  }

  @Test
  void anotherOrganizationsInteractionIsAnsweredLikeAnAbsentOne() {
    String id = service.visits(owner(), "visit");

    assertThat(service.get(owner(), INTERACTIONS + "/" + id + "/events").withoutIds())
        .isEqualTo(
            service.get(owner(), INTERACTIONS + "/" + UuidV7.next() + "/events").withoutIds());
  }

  @Test
  void givesOutThePiecesOfARecording() {
    Person owner = owner();
    String id = service.visits(owner, "recorded");
    byte[] stored = "gzipped".getBytes(StandardCharsets.UTF_8);
    ReplayChunk chunk = new ReplayChunk(0, MONDAY, MONDAY.plusSeconds(5), 3);
    service
        .bean(ObjectStore.class)
        .put(
            ObjectKey.of(
                ReplayChunk.AREA, owner.organization(), "recorded", "rec-1", chunk.fileName()),
            new ObjectContent(stored, "application/gzip", Map.of()));

    String piece = INTERACTIONS + "/" + id + "/replay/rec-1/0";
    assertThat(service.get(owner, piece).body()).isEqualTo("gzipped");
    assertThat(service.get(owner, INTERACTIONS + "/" + id + "/replay/rec-1/1").status())
        .isEqualTo(404);
    assertThat(service.get(owner(), piece).status()).isEqualTo(404);
  }

  private static Person owner() {
    return new Person(UuidV7.next(), UuidV7.next(), Set.of(Permissions.INTERACTIONS_READ));
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

    /** Returns the id of the interaction told of a visit. */
    String visits(Person owner, String session) {
      String organization = owner.organization();
      SessionClosed closed =
          new SessionClosed(
              organization,
              SessionClosed.SOURCE_WEB,
              session,
              1,
              1,
              SessionClosed.Reason.IDLE,
              MONDAY,
              MONDAY.plusSeconds(5),
              MONDAY.plusSeconds(1800),
              0,
              SessionContext.EMPTY,
              List.of(
                  event("page_view", MONDAY, Map.of()),
                  event("search", MONDAY.plusSeconds(3), Map.of("query", "boots"))));
      bean(EventPublisher.class)
          .publish(
              Topics.INTERACTION_QUEUE,
              List.of(
                  new Event<>(
                      organization + "|" + session + "|1|1",
                      organization,
                      organization + "|" + session,
                      closed)));
      return Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> told(owner, session), id -> !id.isEmpty());
    }

    private String told(Person owner, String session) {
      Answer list = get(owner, INTERACTIONS + "?sessionId=" + session);
      return list.json().path("items").path(0).path("id").asString("");
    }

    private static WebEvent event(String type, Instant at, Map<String, Object> properties) {
      return new WebEvent(
          UuidV7.next(), type, at, "https://shop.example/", "Shop", null, properties, List.of());
    }
  }
}
