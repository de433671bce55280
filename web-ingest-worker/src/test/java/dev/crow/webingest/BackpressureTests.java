package dev.crow.webingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.Permissions;
import dev.crow.contracts.Services;
import dev.crow.contracts.Topics;
import dev.crow.testkit.service.Answer;
import dev.crow.testkit.service.Person;
import dev.crow.testkit.service.RunningService;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SubmissionPublisher;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the door says when it has no room, and that what it holds is answered all the same. */
class BackpressureTests {

  private final Person shop =
      new Person(
          UUID.randomUUID().toString(),
          "key",
          Set.of(Permissions.EVENTS_WRITE, Permissions.INTERACTIONS_READ));

  @TempDir Path data;

  @Test
  void sendsSendersAwayWhileTheDiskIsNearlyFullAndStillAnswersReaders() {
    try (Worker worker =
        new Worker(
            "--crow.intake.pressure.disk-low=1000000TB",
            "--crow.intake.pressure.disk-resume=1000000TB")) {
      Answer answer = worker.send();
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("Retry-After")).isEqualTo("10");
      assertThat(answer.body()).contains("storage-unavailable", "nearly full");
      assertThat(worker.call("POST", shop, "/v1/track", "{}").status()).isEqualTo(503);
      assertThat(worker.call("POST", reader(), "/api/v1/ingest/batch", "{}").status())
          .as("who may not send is told that")
          .isEqualTo(403);
      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(worker.published(Topics.AUDIT_EVENTS, shop.organization()))
                      .as("and so is the organization, by a worker that is alone")
                      .hasSize(1));
      Awaitility.await()
          .untilAsserted(
              () -> assertThat(worker.get(shop, "/api/v1/ledger").status()).isEqualTo(200));
      assertThat(worker.anonymous("/actuator/health").body()).contains("nearly full");
    }
  }

  @Test
  void takesNoMoreAtATimeThanItCanHold() {
    SubmissionPublisher<ByteBuffer> slow = new SubmissionPublisher<>();
    try (Worker worker = new Worker("--crow.intake.pressure.max-requests=1")) {
      CompletableFuture<Answer> held =
          CompletableFuture.supplyAsync(
              () ->
                  worker.send(
                      "POST", shop, "/api/v1/ingest/batch", BodyPublishers.fromPublisher(slow)));
      Awaitility.await().until(() -> slow.getNumberOfSubscribers() == 1);
      try (slow) {
        slow.submit(utf8("{\"sessionId\":\"slow\","));
        Awaitility.await().until(() -> worker.requestsInFlight() == 1);
        Answer refused = worker.send();
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(refused.body()).contains("service-unavailable");
        slow.submit(
            utf8(
                "\"events\":[{\"eventId\":\"%s\",\"type\":\"click\"}]}"
                    .formatted(UUID.randomUUID())));
      }
      assertThat(held.join().status()).isEqualTo(202);
      assertThat(worker.send().status()).as("it recovers by itself").isEqualTo(202);
    }
  }

  private static ByteBuffer utf8(String text) {
    return StandardCharsets.UTF_8.encode(text);
  }

  private Person reader() {
    return new Person(shop.organization(), "key", Set.of(Permissions.INTERACTIONS_READ));
  }

  private final class Worker extends RunningService {

    Worker(String... more) {
      super(WebIngestWorkerApplication.class, Services.WEB_INGEST, data, more);
    }

    double requestsInFlight() {
      return bean(MeterRegistry.class).get("crow.intake.requests").gauge().value();
    }

    Answer send() {
      return call(
          "POST",
          shop,
          "/api/v1/ingest/batch",
          "{\"sessionId\":\"s\",\"events\":[{\"eventId\":\"%s\",\"type\":\"click\"}]}"
              .formatted(UUID.randomUUID()));
    }
  }
}
