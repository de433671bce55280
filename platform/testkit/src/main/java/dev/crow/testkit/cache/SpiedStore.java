package dev.crow.testkit.cache;

import dev.crow.cache.CacheStore;
import dev.crow.cache.CacheStoreException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Sees what goes through clients of a store, and lets them fail on demand. */
final class SpiedStore {

  private final Map<String, byte[]> values = Collections.synchronizedMap(new LinkedHashMap<>());
  private final AtomicInteger puts = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private volatile boolean failing;

  CacheStore over(CacheStore store) {
    return new CacheStore() {
      @Override
      public Optional<byte[]> get(String key) {
        failIfTold();
        return store.get(key);
      }

      @Override
      public void put(String key, byte[] value, Duration keep) {
        failIfTold();
        store.put(key, value, keep);
        values.put(key, value.clone());
        puts.incrementAndGet();
      }

      @Override
      public void remove(String key) {
        failIfTold();
        store.remove(key);
      }

      @Override
      public void removeAll(String prefix) {
        failIfTold();
        store.removeAll(prefix);
      }

      @Override
      public void close() {
        store.close();
      }
    };
  }

  private void failIfTold() {
    if (failing) {
      failures.incrementAndGet();
      throw new CacheStoreException("told to fail", null, null);
    }
  }

  void fail(boolean fails) {
    failing = fails;
  }

  /** {@return what was put, in the order of its first time} */
  Map<String, byte[]> values() {
    return values;
  }

  int puts() {
    return puts.get();
  }

  int failures() {
    return failures.get();
  }
}
