package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.crow.localstack.backup.Backup;
import dev.crow.localstack.backup.BackupException;
import dev.crow.localstack.backup.Restore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The drill: back up a suite under traffic, lose it, restore it, and count. */
class BackupDrillTests {

  private static final long SEED = 20261121;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @ParameterizedTest
  @MethodSource("forms")
  void whatWasThereAtTheBackupIsThereAfterTheRestoreOnce(String command) throws Exception {
    String[] words = command.split(" ", -1);
    Path data = folder.resolve("data");
    Path file = folder.resolve("backup.zip");
    Map<String, String> settings =
        Map.of("CROW_SESSIONS_SHORTEST_GAP", "1s", "CROW_INTERACTIONS_ARCHIVE_SESSIONS", "true");
    Set<String> before;
    Set<String> ever;
    RunningSuite suite = RunningSuite.ready(data, settings, words);
    try (Visitors visitors = new Visitors(suite.api(), SEED)) {
      visitors.start(4);
      awaitAcknowledged(visitors, 150);
      before = Set.copyOf(visitors.acknowledged());
      Backup.Report report = Backup.take(data, file);
      System.out.printf("backup drill (%s): %s%n", command, report);
      assertThat(report.paused()).isPositive();
      assertThatExceptionOfType(BackupException.class)
          .isThrownBy(() -> Restore.from(file, data))
          .withMessageContaining("./crow down");
      // The suite goes on.
      awaitAcknowledged(visitors, visitors.acknowledged().size() + 100);
      visitors.finish(Duration.ofMinutes(1));
      assertThat(visitors.dishonest()).isEmpty();
      ever = Set.copyOf(visitors.acknowledged());
    } finally {
      suite.close();
    }
    String keys = Files.readString(data.resolve("keys.env"));
    Restore.Report restored = Restore.from(file, data);
    assertThat(restored.before().orElseThrow().resolve("keys.env")).hasContent(keys);
    assertThat(data.resolve("keys.env")).hasContent(keys);
    try (RunningSuite again = suite.again(words)) {
      awaitBalance(again.api(), before, ever);
      assertThat(again.api().search("Trail Jacket").path("items")).isNotEmpty();
      assertTakesMore(again.api());
    }
  }

  /** Ten processes take minutes to start twice, so {@code -Dcrow.drill=isolated} asks for them. */
  static List<String> forms() {
    return "isolated".equals(System.getProperty("crow.drill"))
        ? List.of("up", "up --isolated")
        : List.of("up");
  }

  private static void awaitAcknowledged(Visitors visitors, int events) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> visitors.acknowledged().size() >= events);
  }

  private static void awaitBalance(Api api, Set<String> before, Set<String> ever) {
    Awaitility.await("the restored suite balances")
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofSeconds(1))
        .ignoreExceptionsInstanceOf(java.io.UncheckedIOException.class)
        .untilAsserted(
            () -> {
              Map<String, String> visible = visible(api);
              assertThat(visible.keySet()).containsAll(before);
              assertThat(ever).containsAll(visible.keySet());
              JsonNode ledger = api.json(api.read("/api/v1/ledger"));
              JsonNode totals = api.json(api.read("/api/v1/interactions/ledger"));
              assertThat(ledger.path("open").asLong()).isZero();
              assertThat(ledger.path("received").asLong() - ledger.path("duplicates").asLong())
                  .isEqualTo(ledger.path("closed").asLong())
                  .isEqualTo(totals.path("events").asLong())
                  .isEqualTo(visible.size());
            });
  }

  /** Each event, and the interaction that it is in. */
  private static Map<String, String> visible(Api api) {
    Map<String, String> visible = new HashMap<>();
    for (JsonNode item : api.interactions()) {
      String id = item.path("id").asString();
      for (JsonNode event : api.json(api.read("/api/v1/interactions/" + id)).path("eventIds")) {
        assertThat(visible.put(event.asString(), id)).as("event %s is once", event).isNull();
      }
    }
    return visible;
  }

  private static void assertTakesMore(Api api) {
    String session = "after-the-restore";
    String batch =
        """
        {"sessionId": "%s", "events": [
          {"eventId": "%s", "type": "product_view", "properties": {"productName": "Tent"}}]}
        """
            .formatted(session, UUID.randomUUID());
    assertThat(api.send("/api/v1/ingest/batch", batch).statusCode()).isEqualTo(202);
    api.send("/api/v1/ingest/session/end", "{\"sessionId\":\"" + session + "\"}");
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(
                        api.json(api.read("/api/v1/interactions?sessionId=" + session))
                            .path("items"))
                    .hasSize(1));
  }
}
