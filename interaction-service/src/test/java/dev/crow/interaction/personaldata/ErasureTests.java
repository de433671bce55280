package dev.crow.interaction.personaldata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.ExportOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import dev.crow.contracts.replay.v1.ReplayChunk;
import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.contracts.web.v1.SessionContext;
import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.events.Event;
import dev.crow.events.EventPublisher;
import dev.crow.interaction.InteractionServiceApplication;
import dev.crow.interaction.ledger.Interaction;
import dev.crow.interaction.ledger.InteractionDetails;
import dev.crow.interaction.ledger.Interactions;
import dev.crow.interaction.ledger.Interactions.Recording;
import dev.crow.objectstore.ObjectContent;
import dev.crow.objectstore.ObjectKey;
import dev.crow.objectstore.ObjectPrefix;
import dev.crow.objectstore.ObjectStore;
import dev.crow.relational.UuidV7;
import dev.crow.testkit.events.Records;
import dev.crow.vectorindex.VectorIndex;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service, alone, on its embedded broker, database, index and object store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErasureTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir static Path data;

  private ConfigurableApplicationContext service;
  private String organization;

  @BeforeAll
  void start() {
    service =
        new SpringApplicationBuilder(InteractionServiceApplication.class)
            .run(
                "--spring.config.name=interaction-service",
                "--server.port=0",
                "--crow.data-dir=" + data,
                "--crow.interactions.archive-sessions=true");
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @BeforeEach
  void another() {
    organization = UuidV7.next();
  }

  @DisabledIfSystemProperty(
      named = "crow.test.storage",
      matches = "d1",
      disabledReason = "It looks into the SQLite file")
  @Test
  void erasesAVisitorUnderEitherIdAndNobodyElse() throws Exception {
    visit("s1", "canary-visitor", null);
    visit("s2", "another-device", "canary-visitor");
    visit("s3", "somebody-else", null);
    awaitRows(3);
    JsonNode done = erase(Scope.VISITOR, "canary-visitor");
    assertThat(done.path("erased").toString())
        .contains("\"rows\":2", "\"vectors\":2", "\"objects\":2");
    assertThat(rows()).isOne();
    assertThat(service.getBean(VectorIndex.class).count(organization)).isOne();
    assertThat(archived()).isOne();
    service.getBean(JdbcClient.class).sql("PRAGMA wal_checkpoint(TRUNCATE)").query().listOfRows();
    assertThat(
            Files.readString(
                data.resolve("interaction/interaction.db"), StandardCharsets.ISO_8859_1))
        .as("overwritten, not only let go")
        .doesNotContain("canary-visitor")
        .contains("somebody-else");
  }

  @Test
  void aSessionThatArrivesLaterIsForgottenToo() {
    erase(Scope.VISITOR, "gone");
    visit("late", "gone", null);
    visit("amended", "x", "gone");
    visit("other", "present", null);
    awaitRows(1);
    assertThat(archived()).isOne();
    assertThat(service.getBean(VectorIndex.class).count(organization)).isOne();
  }

  @Test
  void whatWasBeingWorkedOnDuringAnErasureIsNotRecorded() {
    erase(Scope.VISITOR, "gone");
    Interaction late = interaction("late", "gone");
    Interaction other = interaction("other", "present");
    List<Interaction> refused =
        service
            .getBean(Interactions.class)
            .record(
                List.of(
                    new Recording(UuidV7.next(), late, null),
                    new Recording(UuidV7.next(), other, null)));
    assertThat(refused).containsExactly(late);
    assertThat(rows()).isOne();
  }

  @Test
  void aVisitorOfAnotherOrganizationIsSomebodyElse() {
    String other = organization;
    visit("s1", "same-id", null);
    awaitRows(1);
    organization = UuidV7.next();
    erase(Scope.VISITOR, "same-id");
    organization = other;
    assertThat(rows()).isOne();
    visit("s2", "same-id", null);
    awaitRows(2);
  }

  @Test
  void erasesAWholeOrganizationAndWhatComesAfter() {
    visit("s1", "a", null);
    visit("s2", "b", null);
    awaitRows(2);
    String erased = organization;
    JsonNode done = erase(Scope.ORGANIZATION, organization);
    assertThat(done.path("erased").path("rows").asInt()).isEqualTo(2);
    visit("s3", "c", null);
    organization = UuidV7.next();
    visit("s1", "a", null);
    awaitRows(1);
    organization = erased;
    Awaitility.await()
        .during(Duration.ofMillis(500))
        .untilAsserted(() -> assertThat(rows()).isZero());
    assertThat(archived()).isZero();
    assertThat(service.getBean(VectorIndex.class).count(organization)).isZero();
  }

  @Test
  void aRepeatedOrderIsAnsweredAgain() {
    visit("s1", "v", null);
    awaitRows(1);
    assertThat(erase(Scope.VISITOR, "v").path("erased").path("rows").asInt()).isOne();
    assertThat(erase(Scope.VISITOR, "v").path("erased").path("rows").asInt()).isZero();
  }

  @Test
  void exportsWhatItHoldsOnAVisitor() {
    visit("s1", "v", null);
    visit("s2", "w", null);
    awaitRows(2);
    String export = UuidV7.next();
    publish(new ExportOrdered(organization, export, Scope.VISITOR, "v", Instant.now()));
    Awaitility.await().until(() -> answers("exportId", export, "export-delivered").size() == 1);
    String part =
        new String(
            service
                .getBean(ObjectStore.class)
                .get(ObjectKey.of("exports", organization, export, "interaction-service.json"))
                .orElseThrow()
                .content()
                .bytes(),
            StandardCharsets.UTF_8);
    JsonNode interactions = JSON.readTree(part).path("interactions");
    assertThat(interactions).hasSize(1);
    assertThat(interactions.get(0).path("interaction").path("sessionId").asString())
        .isEqualTo("s1");
    assertThat(interactions.get(0).path("session").path("events")).hasSize(1);
  }

  @Test
  void recordingsGoWithTheirVisitorAndComeWithTheExport() {
    visit("s:1", "v", null);
    visit("s:2", "w", null);
    awaitRows(2);
    ObjectKey mine = recorded("s:1", 0);
    ObjectKey more = recorded("s:1", 1);
    ObjectKey others = recorded("s:2", 0);
    String export = UuidV7.next();
    publish(new ExportOrdered(organization, export, Scope.VISITOR, "v", Instant.now()));
    Awaitility.await().until(() -> answers("exportId", export, "export-delivered").size() == 1);
    assertThat(answers("exportId", export, "export-delivered").getFirst().path("objectKeys"))
        .extracting(JsonNode::asString)
        .filteredOn(key -> key.contains("interaction-service-replay-"))
        .hasSize(2)
        .allSatisfy(key -> assertThat(key).endsWith(".json.gz"));
    assertThat(erase(Scope.VISITOR, "v").path("erased").path("objects").asInt()).isEqualTo(3);
    ObjectStore objects = service.getBean(ObjectStore.class);
    assertThat(objects.info(mine)).isEmpty();
    assertThat(objects.info(more)).isEmpty();
    assertThat(objects.info(others)).isPresent();
  }

  private ObjectKey recorded(String session, int number) {
    ReplayChunk chunk = new ReplayChunk(number, Instant.EPOCH, Instant.EPOCH.plusSeconds(1), 2);
    ObjectKey key =
        ObjectKey.of(
            ReplayChunk.AREA, organization, session, "recording-of-" + session, chunk.fileName());
    service
        .getBean(ObjectStore.class)
        .put(key, new ObjectContent(new byte[] {1}, ReplayChunk.CONTENT_TYPE, Map.of()));
    return key;
  }

  private void visit(String sessionId, String anonymousId, @Nullable String userId) {
    Instant start = Instant.parse("2026-03-01T08:00:00Z");
    SessionClosed session =
        new SessionClosed(
            organization,
            SessionClosed.SOURCE_WEB,
            sessionId,
            1,
            1,
            SessionClosed.Reason.IDLE,
            start,
            start.plusSeconds(5),
            start.plusSeconds(1800),
            0,
            new SessionContext(anonymousId, userId, null, null, null, null, null, null, null),
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
    service
        .getBean(EventPublisher.class)
        .publish(
            Topics.INTERACTION_QUEUE,
            List.of(
                new Event<>(UuidV7.next(), organization, organization + "|" + sessionId, session)));
  }

  private Interaction interaction(String sessionId, String anonymousId) {
    Instant start = Instant.parse("2026-03-01T08:00:00Z");
    return new Interaction(
        UuidV7.next(),
        organization,
        SessionClosed.SOURCE_WEB,
        sessionId,
        1,
        1,
        "They looked around.",
        "browsed",
        1,
        "rules/1",
        1,
        start,
        start,
        start,
        new InteractionDetails(
            List.of(),
            List.of(),
            List.of(),
            "idle",
            0,
            new SessionContext(anonymousId, null, null, null, null, null, null, null, null),
            List.of("e1"),
            null,
            null));
  }

  private JsonNode erase(Scope scope, String subject) {
    String id = UuidV7.next();
    publish(new ErasureOrdered(organization, id, scope, subject, Instant.now()));
    Awaitility.await().until(() -> answers("erasureId", id, "erasure-done").size() == 1);
    return answers("erasureId", id, "erasure-done").getFirst();
  }

  private void publish(dev.crow.contracts.identity.v1.IdentityEvent event) {
    service
        .getBean(EventPublisher.class)
        .publish(
            Topics.IDENTITY_EVENTS,
            List.of(new Event<>(UuidV7.next(), organization, organization, event)));
  }

  private void awaitRows(int count) {
    Awaitility.await().untilAsserted(() -> assertThat(rows()).isEqualTo(count));
  }

  private int rows() {
    return service
        .getBean(JdbcClient.class)
        .sql("SELECT count(*) FROM interactions WHERE org_id = ?")
        .param(organization)
        .query(Integer.class)
        .single();
  }

  private int archived() {
    return service
        .getBean(ObjectStore.class)
        .list(ObjectPrefix.of("raw/sessions", organization), null, 10)
        .objects()
        .size();
  }

  private List<JsonNode> answers(String field, String id, String event) {
    return Records.of(service.getBean(KafkaConnectionDetails.class), Topics.IDENTITY_EVENTS)
        .stream()
        .map(found -> JSON.readTree(found.value()))
        .filter(e -> e.path("event").asString().equals(event))
        .filter(e -> e.path(field).asString().equals(id))
        .toList();
  }
}
