package dev.crow.cache;

import com.github.benmanes.caffeine.cache.Cache;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * How often a cache knew the answer, under Micrometer's usual names for caches: {@code cache.gets}
 * is this instance's memory, {@code cache.shared.gets} what the memory did not know.
 */
final class CacheMetrics {

  private final MeterRegistry registry;
  private final String cache;
  private final Counter hits;
  private final Counter misses;
  private final Counter sharedHits;
  private final Counter sharedMisses;

  CacheMetrics(MeterRegistry registry, String cache) {
    this.registry = registry;
    this.cache = cache;
    this.hits = counter("cache.gets", "hit");
    this.misses = counter("cache.gets", "miss");
    this.sharedHits = counter("cache.shared.gets", "hit");
    this.sharedMisses = counter("cache.shared.gets", "miss");
  }

  private Counter counter(String name, String result) {
    return Counter.builder(name).tag("cache", cache).tag("result", result).register(registry);
  }

  void countEntries(Cache<?, ?> entries) {
    Gauge.builder("cache.size", entries, Cache::estimatedSize)
        .tag("cache", cache)
        .register(registry);
  }

  void hit() {
    hits.increment();
  }

  void missed() {
    misses.increment();
  }

  void sharedHit() {
    sharedHits.increment();
  }

  void sharedMissed() {
    sharedMisses.increment();
  }
}
