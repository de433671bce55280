package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What is revoked ends while it is in use, not when some cache forgets it. */
@ExtendWith(SharedSuite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RevokedKeyTests {

  private static final Duration LATEST = Duration.ofSeconds(5);

  private RunningSuite suite;
  private Person owner;

  @BeforeAll
  void populate(RunningSuite running) {
    suite = running;
    owner =
        Person.owner(
            running, "revoked" + UUID.randomUUID().toString().substring(0, 8) + ".example");
  }

  @Test
  void aRevokedKeyIsRefusedWithinSecondsUnderLoad() {
    JsonNode made =
        owner.json(
            owner.expect(
                201,
                owner.post("/api/v1/auth/api-keys", "{\"name\":\"busy\",\"kind\":\"WRITE\"}")));
    Api shop =
        new Api(suite.api().gateway(), Map.of("CROW_WRITE_KEY", made.path("key").asString()));
    AtomicInteger accepted = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    AtomicLong lastAccepted = new AtomicLong();
    AtomicBoolean sending = new AtomicBoolean(true);
    try (ExecutorService senders = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 4; i++) {
        senders.execute(
            () -> {
              while (sending.get()) {
                long began = System.nanoTime();
                if (send(shop) == 202) {
                  accepted.incrementAndGet();
                  lastAccepted.accumulateAndGet(began, Math::max);
                } else {
                  refused.incrementAndGet();
                }
              }
            });
      }
      Awaitility.await().until(() -> accepted.get() > 200);
      String id = made.path("details").path("id").asString();
      owner.expect(204, owner.delete("/api/v1/auth/api-keys/" + id));
      long revoked = System.nanoTime();
      Awaitility.await().atMost(LATEST).until(() -> refused.get() > 0);
      int soFar = refused.get();
      Awaitility.await().until(() -> refused.get() > soFar + 500);
      sending.set(false);
      assertThat(Duration.ofNanos(Math.max(0, lastAccepted.get() - revoked)))
          .as("the last request that was let in")
          .isLessThan(LATEST);
    }
  }

  @Test
  void aRemovedMembersSessionEndsWithinSeconds() {
    Person member = owner.invites("gone@" + owner.email().substring("owner@".length()));
    String id = member.json(member.get("/api/v1/users/me")).path("id").asString();
    owner.expect(204, owner.delete("/api/v1/users/" + id));
    Awaitility.await()
        .atMost(LATEST)
        .until(() -> member.get("/api/v1/users/me").statusCode() == 401);
  }

  private static int send(Api shop) {
    return shop.send(
            "/api/v1/ingest/event",
            "{\"sessionId\":\"busy\",\"event\":{\"eventId\":\"%s\",\"type\":\"click\"}}"
                .formatted(UUID.randomUUID()))
        .statusCode();
  }
}
