package dev.crow.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crow.events.kafka.EventListeners;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Everything of the module against a real broker and a real database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventsTests {

  private static final String NOTES = "notes";

  @TempDir static Path data;

  private ConfigurableApplicationContext context;
  private Handler handler;

  @BeforeAll
  void start() {
    context =
        new SpringApplicationBuilder(App.class)
            .web(WebApplicationType.NONE)
            .run(
                "--spring.application.name=events-test",
                "--crow.data-dir=" + data,
                "--crow.events.enabled=true",
                "--crow.relational.database=events",
                "--crow.relational.migrations=classpath:db/migration/crow-events");
    handler = context.getBean(Handler.class);
  }

  @AfterAll
  void stop() {
    context.close();
  }

  @BeforeEach
  void forget() {
    handler.handled.clear();
    handler.failing = "";
    handler.away.set(0);
    handler.triesOfFailing.set(0);
  }

  @Test
  void handlesWhatWasPublishedInOrderOfTheKey() {
    List<Event<Note>> events = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      events.add(event("one-key", "n" + i));
    }
    publisher().publish(NOTES, events);
    awaitHandled(50);
    assertThat(handler.texts())
        .containsExactlyElementsOf(events.stream().map(e -> e.payload().text()).toList());
    assertThat(handler.handled).allSatisfy(e -> assertThat(e.organizationId()).isEqualTo("org"));
  }

  @Test
  void aRecordThatCannotBeReadGoesToTheDeadLettersAndItsNeighboursAreHandled() throws Exception {
    publisher().publish(NOTES, List.of(event("poison", "before")));
    producer()
        .send(new ProducerRecord<>(NOTES, "poison", "no envelope".getBytes(StandardCharsets.UTF_8)))
        .get();
    ProducerRecord<String, byte[]> garbage =
        new ProducerRecord<>(NOTES, "poison", "{garbage".getBytes(StandardCharsets.UTF_8));
    garbage.headers().add(EventHeaders.ID, "x".getBytes(StandardCharsets.UTF_8));
    garbage.headers().add(EventHeaders.ORGANIZATION, "org".getBytes(StandardCharsets.UTF_8));
    producer().send(garbage).get();
    publisher().publish(NOTES, List.of(event("poison", "after")));
    awaitHandled(2);
    assertThat(handler.texts()).containsExactly("before", "after");
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(deadLetters("poison"))
                    .extracting(EventsTests::reason)
                    .anySatisfy(r -> assertThat(r).startsWith("envelope"))
                    .anySatisfy(r -> assertThat(r).startsWith("payload")));
  }

  @Test
  void anEventThatFailsByItselfGoesToTheDeadLettersAfterThreeTries() {
    handler.failing = "bad";
    publisher()
        .publish(
            NOTES,
            List.of(
                event("failing", "good 1"), event("failing", "bad"), event("failing", "good 2")));
    awaitHandled(2);
    Awaitility.await().until(() -> deadLetters("failing").size() == 1);
    assertThat(handler.texts()).containsExactly("good 1", "good 2");
    assertThat(reason(deadLetters("failing").getFirst())).contains("IllegalStateException");
    assertThat(handler.triesOfFailing.get()).isEqualTo(4);
  }

  @Test
  void whatIsAwayIsWaitedForAndNothingIsGivenUp() {
    handler.away.set(4);
    publisher().publish(NOTES, List.of(event("away", "patient")));
    awaitHandled(1);
    assertThat(handler.away.get()).isZero();
    assertThat(deadLetters("away")).isEmpty();
  }

  @Test
  void theOutboxPublishesWhatWasCommittedAndNothingElse() {
    Outbox outbox = context.getBean(Outbox.class);
    TransactionTemplate transaction =
        new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
    transaction.executeWithoutResult(
        status -> {
          outbox.add(NOTES, event("outbox", "rolled back"));
          status.setRollbackOnly();
        });
    transaction.executeWithoutResult(_ -> outbox.add(NOTES, event("outbox", "committed")));
    awaitHandled(1);
    assertThat(handler.texts()).containsExactly("committed");
    JdbcClient jdbc = context.getBean(JdbcClient.class);
    Awaitility.await()
        .until(() -> jdbc.sql("SELECT count(*) FROM outbox").query(Long.class).single() == 0);
  }

  @Test
  void theInboxLetsAnEventInOnceForEachConsumer() {
    Inbox inbox = context.getBean(Inbox.class);
    String id = UUID.randomUUID().toString();
    assertThat(inbox.claim("a", id)).isTrue();
    assertThat(inbox.claim("a", id)).isFalse();
    assertThat(inbox.claim("b", id)).isTrue();
  }

  @Test
  void publishingToABrokerThatIsAwayFailsInsteadOfPretending() {
    try (var alone =
        new SpringApplicationBuilder(PublisherOnly.class)
            .web(WebApplicationType.NONE)
            .run(
                "--spring.application.name=alone",
                "--crow.events.enabled=true",
                "--crow.events.delivery-timeout=500ms",
                "--spring.kafka.bootstrap-servers=127.0.0.1:1")) {
      EventPublisher publisher = alone.getBean(EventPublisher.class);
      assertThatThrownBy(() -> publisher.publish(NOTES, List.of(event("k", "lost?"))))
          .isInstanceOf(EventPublishException.class);
    }
  }

  private void awaitHandled(int count) {
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> handler.handled.size() >= count);
  }

  private EventPublisher publisher() {
    return context.getBean(EventPublisher.class);
  }

  @SuppressWarnings("unchecked") // the module's only producer
  private Producer<String, byte[]> producer() {
    return context.getBean("crowEventProducer", Producer.class);
  }

  private List<ConsumerRecord<String, byte[]>> deadLetters(String key) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            context.getBean(KafkaConnectionDetails.class).getBootstrapServers());
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(NOTES + ".dlt", 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end =
          java.util.Objects.requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(found::add);
      }
    }
    return found.stream().filter(record -> key.equals(record.key())).toList();
  }

  private static String reason(ConsumerRecord<String, byte[]> letter) {
    return new String(
        letter.headers().lastHeader(EventHeaders.REASON).value(), StandardCharsets.UTF_8);
  }

  private static Event<Note> event(String key, String text) {
    return new Event<>(UUID.randomUUID().toString(), "org", key, new Note(text));
  }

  record Note(String text) {}

  /** Fails on demand, and remembers what it handled. */
  static final class Handler implements EventHandler<Note> {
    private final List<Event<Note>> handled = new CopyOnWriteArrayList<>();
    private final AtomicInteger away = new AtomicInteger();
    private final AtomicInteger triesOfFailing = new AtomicInteger();
    private volatile String failing = "";

    @Override
    public void handle(List<Event<Note>> events) {
      if (away.get() > 0) {
        away.decrementAndGet();
        throw new TransientFailure("away", new IllegalStateException());
      }
      if (events.stream().anyMatch(e -> e.payload().text().equals(failing))) {
        triesOfFailing.incrementAndGet();
        throw new IllegalStateException("cannot stomach it");
      }
      handled.addAll(events);
    }

    List<String> texts() {
      return handled.stream().map(e -> e.payload().text()).toList();
    }
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  static class PublisherOnly {}

  @SpringBootConfiguration
  @EnableAutoConfiguration
  static class App {

    @Bean
    NewTopic notes() {
      return new NewTopic(NOTES, 1, (short) 1);
    }

    @Bean
    NewTopic deadNotes() {
      return new NewTopic(NOTES + ".dlt", 1, (short) 1);
    }

    @Bean
    Handler handler() {
      return new Handler();
    }

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> listener(
        EventListeners listeners, Handler handler) {
      return listeners.listen(NOTES, Note.class, handler);
    }
  }
}
