package dev.crow.cache;

import java.time.Duration;
import java.util.Optional;

/**
 * Where instances share sealed answers. A call that fails throws {@link CacheStoreException} soon;
 * whoever calls does without.
 */
public interface CacheStore extends AutoCloseable {

  /**
   * @param key printable ASCII, at most 300 characters
   * @return what was put there last, or an older value for a while; empty if nothing is there
   */
  Optional<byte[]> get(String key);

  /**
   * @param key as for {@link #get}
   * @param value at most 1 MiB
   * @param keep for at least that long, unless room is needed; it may stay longer
   */
  void put(String key, byte[] value, Duration keep);

  /**
   * @param key as for {@link #get}
   */
  void remove(String key);

  /**
   * @param prefix of the keys to remove, ending in a colon
   */
  void removeAll(String prefix);

  /** Ends connections. */
  @Override
  void close();
}
