package dev.crow.interaction.processing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.contracts.web.v1.SessionContext;
import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.events.Event;
import dev.crow.events.EventPublisher;
import dev.crow.interaction.InteractionServiceApplication;
import dev.crow.interaction.ledger.InteractionIds;
import dev.crow.relational.UuidV7;
import dev.crow.testkit.events.Records;
import dev.crow.vectorindex.VectorIndex;
import dev.crow.vectorindex.VectorIndexException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whoever sent a session hears what became of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SettlementTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir static Path data;

  private final String organization = UuidV7.next();
  private final AtomicInteger away = new AtomicInteger();
  private ConfigurableApplicationContext service;

  @BeforeAll
  void start() {
    service =
        new SpringApplicationBuilder(InteractionServiceApplication.class)
            .initializers(
                context -> context.getBeanFactory().addBeanPostProcessor(new BrittleIndex(away)))
            .run(
                "--spring.config.name=interaction-service",
                "--server.port=0",
                "--crow.data-dir=" + data);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @Test
  void eachVersionIsAnsweredOnceHoweverOftenItComes() {
    visit("first", "s", 1, "v");
    visit("first", "s", 1, "v");
    visit("second", "s", 2, "v");
    Awaitility.await().until(() -> answers("s").size() == 2);
    visit("other", "t", 1, "v");
    Awaitility.await().until(() -> answers("t").size() == 1);
    assertThat(answers("s"))
        .extracting(answer -> answer.path("version").asInt())
        .containsExactly(1, 2);
    assertThat(answers("s"))
        .allSatisfy(
            answer -> {
              assertThat(answer.path("outcome").asString()).isEqualTo("recorded");
              assertThat(answer.path("interactionId").asString())
                  .isEqualTo(InteractionIds.of(organization, "web", "s", 1));
            });
  }

  @Test
  void aDroppedSessionIsSaidToBeErased() {
    erase("gone");
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              String session = "of-gone-" + UuidV7.next();
              visit(UuidV7.next(), session, 1, "gone");
              Awaitility.await().until(() -> answers(session).size() == 1);
              return answers(session).getFirst().path("outcome").asString();
            },
            "erased"::equals);
  }

  @Test
  void waitsForAVectorIndexThatIsAway() {
    // One more than the tries that an event gets which fails by itself.
    away.set(5);
    visit("patient", "p", 1, "v");
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> answers("p").size() == 1);
    assertThat(away).hasValue(0);
    assertThat(answers("p").getFirst().path("outcome").asString()).isEqualTo("recorded");
  }

  private List<JsonNode> answers(String session) {
    return Records.of(
            service.getBean(KafkaConnectionDetails.class),
            Topics.SETTLED_SESSIONS,
            organization + "|" + session)
        .stream()
        .map(JSON::readTree)
        .toList();
  }

  private void erase(String visitor) {
    IdentityEvent order =
        new ErasureOrdered(organization, UuidV7.next(), Scope.VISITOR, visitor, Instant.now());
    service
        .getBean(EventPublisher.class)
        .publish(
            Topics.IDENTITY_EVENTS,
            List.of(new Event<>(UuidV7.next(), organization, organization, order)));
  }

  private void visit(String eventId, String session, int version, String visitor) {
    Instant start = Instant.parse("2026-03-01T08:00:00Z");
    SessionClosed closed =
        new SessionClosed(
            organization,
            SessionClosed.SOURCE_WEB,
            session,
            1,
            version,
            SessionClosed.Reason.IDLE,
            start,
            start.plusSeconds(5),
            start.plusSeconds(1800),
            0,
            new SessionContext(visitor, null, null, null, null, null, null, null, null),
            List.of(
                new WebEvent(
                    UuidV7.next(), "page_view", start, null, "Shop", null, Map.of(), List.of())));
    service
        .getBean(EventPublisher.class)
        .publish(
            Topics.INTERACTION_QUEUE,
            List.of(new Event<>(eventId, organization, organization + "|" + session, closed)));
  }

  /** Puts an index into the service whose disk is full for the next changes. */
  private record BrittleIndex(AtomicInteger failures) implements BeanPostProcessor {

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
      if (!(bean instanceof VectorIndex index)) {
        return bean;
      }
      return Proxy.newProxyInstance(
          getClass().getClassLoader(),
          new Class<?>[] {VectorIndex.class},
          (_, method, arguments) -> {
            if (method.getName().equals("upsert")
                && failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
              throw new VectorIndexException("No space left on device", null);
            }
            return method.invoke(index, arguments);
          });
    }
  }
}
