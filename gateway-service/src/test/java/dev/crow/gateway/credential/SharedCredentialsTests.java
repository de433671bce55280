package dev.crow.gateway.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crow.gateway.Gateway;
import dev.crow.testkit.redis.TestRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Two gateways that remember credentials together: with the Redis named in the environment variable
 * {@code CROW_TEST_REDIS}, else with one in this process. Each has an auth-service of its own, so
 * it shows which of them was asked.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class SharedCredentialsTests {

  private static final String SECRET = "crow.security.service-secret=" + "s".repeat(40);

  private final TestRedis server = TestRedis.start();
  private final String uri = server.uri();
  private RedisClient client;
  private RedisCommands<String, byte[]> redis;
  private Gateway one;
  private Gateway other;

  @BeforeAll
  void start() throws Exception {
    client = RedisClient.create(uri);
    redis = client.connect(RedisCodec.of(StringCodec.ASCII, ByteArrayCodec.INSTANCE)).sync();
    one = gateway(uri);
    other = gateway(uri);
    // They connect aside, and take nothing over from before they listened.
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              String key = one.auth.secretKey();
              int before = keys().size();
              return status(one, key) == 202 && keys().size() > before && status(other, key) == 202;
            });
  }

  @AfterAll
  void stop() throws Exception {
    one.close();
    other.close();
    client.close();
    server.close();
  }

  private static Gateway gateway(String store) {
    Gateway gateway =
        new Gateway("crow.cache.store=" + store, SECRET, "crow.gateway.limits.enabled=false");
    gateway.webIngest.reset();
    return gateway;
  }

  private static int status(Gateway gateway, String key) {
    return gateway.get("/api/v1/ledger", "Authorization: Bearer " + key).status();
  }

  private Set<String> keys() {
    return new HashSet<>(redis.keys("crow:cache:1:credentials:*"));
  }

  /**
   * Lets the first gateway learn of a key, and waits until the other may know. A store that once
   * answers too late is left alone for a second, so another key may have to be tried.
   */
  private Shared share(Supplier<String> issued) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptionsInstanceOf(ConditionTimeoutException.class)
        .until(() -> learned(issued.get()), shared -> true);
  }

  private Shared learned(String key) {
    Set<String> before = keys();
    assertThat(status(one, key)).isEqualTo(202);
    return await()
        .atMost(Duration.ofSeconds(2))
        .until(
            () -> keys().stream().filter(at -> !before.contains(at)).findFirst(),
            Optional::isPresent)
        .map(at -> new Shared(key, at))
        .orElseThrow();
  }

  /**
   * @param key the credential
   * @param at where the store has what it stands for
   */
  private record Shared(String key, String at) {}

  @Test
  void oneGatewayKnowsWhatTheOtherLearned() {
    String key = share(one.auth::secretKey).key();
    assertThat(status(other, key)).isEqualTo(202);
  }

  @Test
  void theStoreTellsNobodyAnything() {
    Shared shared = share(() -> one.auth.secretKey("org-of-the-shop"));
    String at = shared.at();
    String value = new String(redis.get(at), StandardCharsets.ISO_8859_1);
    assertThat(at).startsWith("crow:cache:1:credentials:-:").doesNotContain(shared.key());
    assertThat(value).doesNotContain("token-for", "org-of-the-shop", "SECRET_KEY", shared.key());
    assertThat(redis.pttl(at)).isBetween(1L, 60_000L);
  }

  @Test
  void aGatewayWithAnotherSecretBelievesNothing() throws Exception {
    String key = share(one.auth::secretKey).key();
    try (Gateway stranger =
        new Gateway(
            "crow.cache.store=" + uri,
            "crow.security.service-secret=" + "t".repeat(40),
            "crow.gateway.limits.enabled=false")) {
      assertThat(status(stranger, key)).isEqualTo(401);
    }
  }

  @Test
  void aGatewayThatStartsLaterAsksForItself() throws Exception {
    String key = share(one.auth::secretKey).key();
    try (Gateway later = gateway(uri)) {
      assertThat(status(later, key)).isEqualTo(401);
    }
  }

  @Test
  void servesWhileTheStoreIsAway() throws Exception {
    try (Gateway alone = gateway("redis://127.0.0.1:1")) {
      String key = alone.auth.secretKey();
      assertThat(status(alone, key)).isEqualTo(202);
      assertThat(status(alone, key)).isEqualTo(202);
      assertThat(alone.get("/actuator/health").body())
          .contains("\"sharedAnswers\":{\"status\":\"DEGRADED\"}");
      assertThat(alone.get("/actuator/health/readiness").status()).isEqualTo(200);
    }
  }
}
