package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Kills processes of the isolated suite at random while visitors send events, then looks for every
 * event that was acknowledged. {@code -Dcrow.kills=N} and {@code -Dcrow.seed=N} make it longer or
 * repeat it.
 */
class KillTests {

  private static final List<String> PROCESSES =
      List.of(
          "kafka", "auth-service", "web-ingest-worker", "interaction-service", "gateway-service");

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path data;

  @Test
  void nothingAcceptedIsLostAndNothingIsVisibleTwice() {
    int kills = Integer.getInteger("crow.kills", 20);
    long seed = Long.getLong("crow.seed", System.nanoTime());
    System.out.printf("kill test: %d kills, -Dcrow.seed=%d, data in %s%n", kills, seed, data);
    Random random = new Random(seed);
    RunningSuite suite = RunningSuite.ready(data, generousLimits(), "up", "--isolated");
    try (Visitors visitors = new Visitors(suite.api(), seed)) {
      visitors.start(6);
      for (int kill = 0; kill < kills; kill++) {
        awaitTraffic(visitors, 30 + random.nextInt(100));
        kill(suite, random);
        // Now and then the next one falls while the last is still getting up.
        if (random.nextInt(4) == 0) {
          LockSupport.parkNanos(Duration.ofMillis(random.nextInt(1_500)).toNanos());
          kill(suite, random);
          kill++;
        }
      }
      visitors.finish(Duration.ofMinutes(2));
      System.out.printf(
          "kill test: %d events in %d sessions were acknowledged%n",
          visitors.acknowledged().size(), visitors.sessions());
      assertThat(visitors.dishonest()).isEmpty();
      assertThat(visitors.acknowledged()).hasSizeGreaterThan(15 * kills);
      awaitBalance(suite.api(), visitors.acknowledged());
    } finally {
      suite.close();
    }
  }

  private static void kill(RunningSuite suite, Random random) {
    String name = PROCESSES.get(random.nextInt(PROCESSES.size()));
    System.out.printf("kill test: %s kill -9 %s%n", Instant.now(), name);
    suite.kill(name);
  }

  /** A kill in idle silence proves little: first let some more events be acknowledged. */
  private static void awaitTraffic(Visitors visitors, int events) {
    int before = visitors.acknowledged().size();
    Awaitility.await("events are acknowledged again")
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> visitors.acknowledged().size() >= before + events);
  }

  private static void awaitBalance(Api api, Set<String> acknowledged) {
    Map<String, String> visible = new HashMap<>();
    Set<String> known = new HashSet<>();
    Awaitility.await("every acknowledged event is visible")
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofSeconds(1))
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              readNew(api, known, visible);
              Set<String> missing = new HashSet<>(acknowledged);
              missing.removeAll(visible.keySet());
              assertThat(missing).as("acknowledged and not visible").isEmpty();
            });
    assertThat(visible.keySet()).as("visible and never sent").isSubsetOf(acknowledged);
    JsonNode ledger = api.json(api.read("/api/v1/ledger"));
    JsonNode totals = api.json(api.read("/api/v1/interactions/ledger"));
    assertThat(ledger.path("open").asLong()).isZero();
    awaitStored(api, acknowledged.size());
    assertThat(ledger.path("received").asLong() - ledger.path("duplicates").asLong())
        .isEqualTo(ledger.path("closed").asLong())
        .isEqualTo(totals.path("events").asLong())
        .isEqualTo(acknowledged.size());
  }

  /** Word of what became of the sessions comes a moment after they are visible. */
  private static void awaitStored(Api api, int events) {
    Awaitility.await("the ledger knows what is stored")
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () -> {
              JsonNode ledger = api.json(api.read("/api/v1/ledger"));
              assertThat(ledger.path("stored").asLong()).isEqualTo(events);
              assertThat(ledger.path("inFlight").asLong()).isZero();
            });
  }

  private static void readNew(Api api, Set<String> known, Map<String, String> visible) {
    for (JsonNode item : api.interactions()) {
      String version = item.path("id").asString() + ":" + item.path("version").asInt();
      if (!known.contains(version)) {
        String id = item.path("id").asString();
        JsonNode detail = api.json(api.read("/api/v1/interactions/" + id));
        assertThat(detail.path("eventIds").size()).isPositive();
        for (JsonNode event : detail.path("eventIds")) {
          String other = visible.put(event.asString(), id);
          assertThat(other == null || other.equals(id))
              .as("event %s is in %s and in %s", event.asString(), other, id)
              .isTrue();
        }
        known.add(version);
      }
    }
  }

  /** Reading back thousands of interactions at once is no attack here. */
  private static Map<String, String> generousLimits() {
    return Map.of("CROW_SESSIONS_SHORTEST_GAP", "1s");
  }
}
