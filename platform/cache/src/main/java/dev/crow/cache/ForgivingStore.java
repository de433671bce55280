package dev.crow.cache;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store that is empty while the real one is away. After a failure the real one is left alone for
 * a while, so that at most one call in that time waits for nothing.
 */
final class ForgivingStore implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ForgivingStore.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final CacheStore store;
  private final Clocks clocks;
  private final Runnable failed;
  private volatile boolean away;
  private volatile long nextTry;

  /**
   * @param store may throw
   * @param clocks time the pauses
   * @param failed told of each failure
   */
  ForgivingStore(CacheStore store, Clocks clocks, Runnable failed) {
    this.store = store;
    this.clocks = clocks;
    this.failed = failed;
    this.nextTry = clocks.ticker().read();
  }

  Optional<byte[]> get(String key) {
    Optional<byte[]> found = attempt(() -> store.get(key));
    return found == null ? Optional.empty() : found;
  }

  void put(String key, byte[] value, Duration keep) {
    attempt(
        () -> {
          store.put(key, value, keep);
          return true;
        });
  }

  void remove(String key) {
    attempt(
        () -> {
          store.remove(key);
          return true;
        });
  }

  void removeAll(String prefix) {
    attempt(
        () -> {
          store.removeAll(prefix);
          return true;
        });
  }

  boolean isAway() {
    return away;
  }

  private <T> @Nullable T attempt(Supplier<T> call) {
    if (away && clocks.ticker().read() - nextTry < 0) {
      return null;
    }
    try {
      T result = call.get();
      back();
      return result;
    } catch (RuntimeException e) {
      gone(e);
      return null;
    }
  }

  private void gone(RuntimeException cause) {
    failed.run();
    Duration pause =
        cause instanceof CacheStoreException told && told.retryAfter() != null
            ? told.retryAfter()
            : PAUSE;
    nextTry =
        clocks.ticker().read()
            + (pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE).toNanos();
    if (!away) {
      log.warn("The shared cache is away; answers are looked up instead: {}", cause.toString());
    }
    away = true;
  }

  private void back() {
    if (away) {
      log.info("The shared cache is back");
      away = false;
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
