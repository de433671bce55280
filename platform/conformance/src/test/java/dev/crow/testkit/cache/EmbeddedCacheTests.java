package dev.crow.testkit.cache;

import dev.crow.cache.Caches;

class EmbeddedCacheTests extends CacheContract {

  @Override
  protected Caches instance() {
    return Caches.embedded(metrics, time.clocks());
  }
}
