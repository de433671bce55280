package dev.crow.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crow.cache.CacheStore;
import dev.crow.cache.redis.RedisCacheStore;
import dev.crow.testkit.redis.TestRedis;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedisCacheTests extends SharedCacheContract {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final TestRedis redis = TestRedis.start();

  @AfterEach
  void stop() {
    redis.close();
  }

  @Override
  protected CacheStore store() {
    return new RedisCacheStore(redis.uri(), TIMEOUT);
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
