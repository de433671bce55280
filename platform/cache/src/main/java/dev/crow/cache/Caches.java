package dev.crow.cache;

import dev.crow.security.SealingKey;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Makes caches, all in the memory of this instance, or all shared with the other instances. */
public final class Caches implements AutoCloseable {

  private final MeterRegistry registry;
  private final Clocks clocks;
  private final Executor asking;
  private final @Nullable ForgivingStore store;
  private final @Nullable SealingKey key;

  private Caches(
      MeterRegistry registry,
      Clocks clocks,
      Executor asking,
      @Nullable ForgivingStore store,
      @Nullable SealingKey key) {
    this.registry = registry;
    this.clocks = clocks;
    this.asking = asking;
    this.store = store;
    this.key = key;
  }

  /**
   * @param registry counts hits
   * @param clocks time the entries
   * @return caches of this instance alone
   */
  public static Caches embedded(MeterRegistry registry, Clocks clocks) {
    return new Caches(registry, clocks, Thread::startVirtualThread, null, null);
  }

  /**
   * @param store shared with other instances; closed with the caches
   * @param key hides keys and values from whoever reads the store; the same in all instances
   * @param registry counts hits and failures
   * @param clocks time the entries
   * @return caches that also know what other instances found
   */
  public static Caches shared(
      CacheStore store, SealingKey key, MeterRegistry registry, Clocks clocks) {
    Counter failures = Counter.builder("cache.shared.failures").register(registry);
    return new Caches(
        registry,
        clocks,
        Thread::startVirtualThread,
        new ForgivingStore(store, clocks, failures::increment),
        key);
  }

  /**
   * @param settings its name, unique among the caches, and its times
   * @param codec writes its answers where they are shared
   * @param <V> type of the answers
   * @return a cache, empty but for what other instances share
   */
  public <V> Cache<V> create(CacheSettings<V> settings, CacheCodec<V> codec) {
    Sharing<V> sharing =
        store == null || key == null
            ? null
            : new Sharing<>(settings, store, key, codec, clocks.wall());
    return new TieredCache<>(
        settings, sharing, clocks, new CacheMetrics(registry, settings.name()), asking);
  }

  /**
   * @return whether answers are shared at this time
   */
  public State state() {
    if (store == null) {
      return State.EMBEDDED;
    }
    return store.isAway() ? State.AWAY : State.SHARED;
  }

  @Override
  public void close() {
    if (store != null) {
      store.close();
    }
  }

  /** Where answers are. */
  public enum State {
    /** In this instance, by configuration. */
    EMBEDDED,
    SHARED,
    /** In this instance, until the store is back. */
    AWAY
  }
}
