package dev.crow.webingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.Permissions;
import dev.crow.contracts.Services;
import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import dev.crow.events.Event;
import dev.crow.events.EventPublisher;
import dev.crow.security.Caller;
import dev.crow.testkit.security.TestIssuer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Erasure on the real broker, over a restart that loses the local state. */
class ErasureTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path data;

  private final TestIssuer issuer = TestIssuer.start();
  private final HttpClient http = HttpClient.newHttpClient();
  private final String organization = UUID.randomUUID().toString();
  private ConfigurableApplicationContext worker;

  @BeforeEach
  void begin() {
    worker = start();
  }

  @AfterEach
  void stop() {
    worker.close();
    issuer.close();
  }

  @Test
  void anOpenSessionAtTheTimeOfErasureNeverBecomesAnInteraction() throws IOException {
    visit("erased", "canary", 3600);
    visit("other", "somebody", 3);
    awaitLedger("received", 2);
    JsonNode done = erase("canary");
    assertThat(done.path("erased").path("sessions").asInt()).as(done.toString()).isOne();
    assertThat(Instant.parse(done.path("remains").path(Topics.WEB_EVENTS).asString()))
        .isAfter(Instant.now().plus(Duration.ofDays(6)));
    restartWithoutLocalState();
    visit("erased", "canary", 1);
    visit("once-more", "canary", 1);
    visit("another", "somebody", 1);
    awaitLedger("closed", 2);
    awaitLedger("erased", 3);
    awaitLedger("open", 0);
    JsonNode ledger = JSON.readTree(send(request("/api/v1/ledger").GET()).body());
    assertThat(ledger.path("rows").valueStream().mapToInt(r -> r.path("received").asInt()).sum())
        .as("the minutes are back as well: %s", ledger)
        .isEqualTo(ledger.path("received").asInt())
        .isEqualTo(5);
    // The books are read as they are, what was sent on once its transaction is committed.
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(told()).containsExactlyInAnyOrder("other", "another"));
  }

  private ConfigurableApplicationContext start() {
    return new SpringApplicationBuilder(WebIngestWorkerApplication.class)
        .run(
            "--spring.config.name=web-ingest-worker",
            "--server.port=0",
            "--crow.data-dir=" + data,
            "--crow.sessions.shortest-gap=1s",
            "--crow.sessions.tick=200ms",
            "--crow.security.jwks-uri=" + issuer.jwksUri());
  }

  private void restartWithoutLocalState() throws IOException {
    worker.close();
    assertThat(FileSystemUtils.deleteRecursively(data.resolve("web-ingest/sessions"))).isTrue();
    worker = start();
  }

  private JsonNode erase(String visitor) {
    String id = UUID.randomUUID().toString();
    worker
        .getBean(EventPublisher.class)
        .publish(
            Topics.IDENTITY_EVENTS,
            List.of(
                new Event<>(
                    UUID.randomUUID().toString(),
                    organization,
                    organization,
                    new ErasureOrdered(organization, id, Scope.VISITOR, visitor, Instant.now()))));
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !records(Topics.IDENTITY_EVENTS, "erasure-done").isEmpty());
    return records(Topics.IDENTITY_EVENTS, "erasure-done").getFirst();
  }

  private List<String> told() {
    return records(Topics.INTERACTION_QUEUE, "").stream()
        .map(session -> session.path("sessionId").asString())
        .toList();
  }

  private List<JsonNode> records(String topic, String event) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            worker.getBean(KafkaConnectionDetails.class).getBootstrapServers(),
            "isolation.level",
            "read_committed");
    List<JsonNode> found = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
          found.add(JSON.readTree(record.value()));
        }
      }
    }
    return found.stream().filter(e -> e.path("event").asString().equals(event)).toList();
  }

  private void visit(String session, String visitor, int gapSeconds) {
    String body =
        """
        {"sessionId":"%s","anonymousId":"%s","idleTimeoutSeconds":%d,
         "events":[{"eventId":"%s","type":"page_view","url":"https://shop.example/"}]}"""
            .formatted(session, visitor, gapSeconds, UUID.randomUUID().toString());
    HttpResponse<String> answer =
        send(
            request("/api/v1/ingest/batch")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
  }

  private void awaitLedger(String field, int count) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(
                        JSON.readTree(send(request("/api/v1/ledger").GET()).body())
                            .path(field)
                            .asInt(-1))
                    .isEqualTo(count));
  }

  private HttpRequest.Builder request(String path) {
    String port = worker.getEnvironment().getProperty("local.server.port");
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header(
            "Authorization",
            "Bearer "
                + issuer.token(
                    Services.WEB_INGEST,
                    organization,
                    Caller.Kind.SECRET_KEY,
                    List.of(Permissions.EVENTS_WRITE, Permissions.INTERACTIONS_READ)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
