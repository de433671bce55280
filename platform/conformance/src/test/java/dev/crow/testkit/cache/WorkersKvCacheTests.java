package dev.crow.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crow.cache.CacheStore;
import dev.crow.cache.CacheStoreException;
import dev.crow.cache.workerskv.WorkersKvCacheStore;
import dev.crow.testkit.cloudflare.FakeWorkersKv;
import dev.crow.testkit.cloudflare.FakeWorkersKv.Fault;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkersKvCacheTests extends SharedCacheContract {

  private final FakeWorkersKv kv = FakeWorkersKv.start();

  @AfterEach
  void stop() {
    kv.close();
  }

  @Override
  protected CacheStore store() {
    return store(kv.endpoint(), FakeWorkersKv.TOKEN);
  }

  @Override
  protected CacheStore storeThatIsAway() {
    return store(URI.create("http://127.0.0.1:1"), FakeWorkersKv.TOKEN);
  }

  private static CacheStore store(URI endpoint, String token) {
    return new WorkersKvCacheStore(
        endpoint, FakeWorkersKv.ACCOUNT, FakeWorkersKv.NAMESPACE, token, Duration.ofSeconds(5));
  }

  @Test
  void asksForAMinuteAtLeast() {
    try (CacheStore store = store()) {
      store.put("crow:cache:short", new byte[1], Duration.ofSeconds(2));
      assertThat(store.get("crow:cache:short")).isPresent();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void aFailureIsNotAnAbsentValue(Fault fault) {
    try (CacheStore store = store()) {
      kv.fail(fault);
      assertThatThrownBy(() -> store.get("crow:cache:a"))
          .isInstanceOfSatisfying(
              CacheStoreException.class,
              e ->
                  assertThat(e.retryAfter())
                      .isEqualTo(
                          fault == Fault.RATE_LIMITED
                              ? Duration.ofSeconds(FakeWorkersKv.RETRY_AFTER)
                              : null))
          .hasMessageNotContaining(FakeWorkersKv.TOKEN);
      assertThatThrownBy(() -> store.put("crow:cache:a", new byte[1], Duration.ofMinutes(2)))
          .isInstanceOf(CacheStoreException.class);
      assertThatThrownBy(() -> store.remove("crow:cache:a"))
          .isInstanceOf(CacheStoreException.class);
      assertThatThrownBy(() -> store.removeAll("crow:cache:"))
          .isInstanceOf(CacheStoreException.class);
    }
  }

  @Test
  void tellsAWrongToken() {
    try (CacheStore store = store(kv.endpoint(), "wrong")) {
      assertThatThrownBy(() -> store.get("crow:cache:a"))
          .isInstanceOf(CacheStoreException.class)
          .hasMessageContaining("401");
    }
  }
}
