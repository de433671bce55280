package dev.crow.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.fppt.jedismock.RedisServer;
import dev.crow.cache.CacheStore;
import dev.crow.cache.redis.RedisCacheStore;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * With the server named in the environment variable {@code CROW_TEST_REDIS}, else with one in this
 * process.
 */
class RedisCacheTests extends SharedCacheContract {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private @Nullable RedisServer own;
  private String uri = "";

  @BeforeEach
  void start() throws IOException {
    String given = System.getenv("CROW_TEST_REDIS");
    if (given == null) {
      RedisServer server = RedisServer.newRedisServer();
      server.start();
      own = server;
      uri = "redis://127.0.0.1:" + server.getBindPort();
    } else {
      uri = given;
    }
  }

  @AfterEach
  void stop() throws IOException {
    if (own != null) {
      own.stop();
    }
  }

  @Override
  protected CacheStore store() {
    return new RedisCacheStore(uri, TIMEOUT);
  }

  @Override
  protected CacheStore storeThatIsAway() {
    return new RedisCacheStore("redis://127.0.0.1:1", TIMEOUT);
  }

  @Test
  void valuesEndInTheStoreToo() {
    try (CacheStore store = store()) {
      await()
          .ignoreExceptions()
          .untilAsserted(() -> store.put("crow:cache:short", new byte[1], Duration.ofMillis(50)));
      await().untilAsserted(() -> assertThat(store.get("crow:cache:short")).isEmpty());
    }
  }
}
