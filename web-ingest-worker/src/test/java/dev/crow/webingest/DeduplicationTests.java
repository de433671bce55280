package dev.crow.webingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.Permissions;
import dev.crow.contracts.Services;
import dev.crow.contracts.Topics;
import dev.crow.testkit.service.Person;
import dev.crow.testkit.service.RunningService;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.util.FileSystemUtils;

/**
 * An event is stored once, whichever instance takes its repetition, and whenever it was started.
 */
class DeduplicationTests {

  private final Person shop =
      new Person(
          UUID.randomUUID().toString(),
          "key",
          Set.of(Permissions.EVENTS_WRITE, Permissions.INTERACTIONS_READ));
  private final String batch =
      """
      {"sessionId":"s","idleTimeoutSeconds":8,"events":[{"eventId":"%s","type":"click"}]}"""
          .formatted(UUID.randomUUID());

  @TempDir Path data;
  @TempDir Path otherData;

  @Test
  void aRepetitionIsKnownToOtherInstancesAndAfterARestartWithoutItsState() throws IOException {
    try (Worker first = new Worker(data)) {
      assertThat(first.take()).contains("\"stored\":1");
      try (Worker door =
          new Worker(
              otherData,
              "--crow.sessions.enabled=false",
              "--spring.kafka.bootstrap-servers=" + first.broker())) {
        assertThat(door.take()).as("its own memory is empty").contains("\"stored\":1");
      }
      first.awaitLedger("\"received\":2", "\"duplicates\":1");
    }
    assertThat(FileSystemUtils.deleteRecursively(data.resolve("web-ingest/sessions"))).isTrue();
    try (Worker restarted = new Worker(data)) {
      restarted.take();
      restarted.awaitLedger("\"received\":3", "\"duplicates\":2", "\"closed\":1");
      String key = shop.organization() + "|s";
      // The ledger knows of a session's end a moment before everybody does.
      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(restarted.published(Topics.INTERACTION_QUEUE, key))
                      .singleElement()
                      .satisfies(
                          session -> assertThat(session.path("events").size()).isEqualTo(1)));
    }
  }

  private final class Worker extends RunningService {

    Worker(Path folder, String... more) {
      super(WebIngestWorkerApplication.class, Services.WEB_INGEST, folder, with(more));
    }

    private static String[] with(String... more) {
      String[] all = java.util.Arrays.copyOf(more, more.length + 1);
      all[more.length] = "--crow.sessions.tick=200ms";
      return all;
    }

    String broker() {
      return String.join(",", bean(KafkaConnectionDetails.class).getBootstrapServers());
    }

    String take() {
      return call("POST", shop, "/api/v1/ingest/batch", batch).body();
    }

    void awaitLedger(String... counts) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(get(shop, "/api/v1/ledger").body()).contains(counts));
    }
  }
}
