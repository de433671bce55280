package dev.crow.cache;

import java.time.Duration;
import java.util.function.Function;

/**
 * How long and how much is remembered.
 *
 * @param name of the cache, in its metrics and in the keys of a shared store: lower-case letters,
 *     digits and hyphens
 * @param known longest time for an answer. Each is kept for a random part of it, 80 % at least, so
 *     that answers that came together are not all asked for again together
 * @param absent longest time for the answer that there is none; zero remembers none
 * @param atMost how long an answer is good itself; a negative time is none
 * @param maxEntries in this instance's memory
 * @param <V> type of the answers
 */
public record CacheSettings<V>(
    String name, Duration known, Duration absent, Function<V, Duration> atMost, long maxEntries) {

  /** Refuses a name that could not be told apart from others in a shared store. */
  public CacheSettings {
    if (!name.matches("[a-z0-9-]{1,40}")) {
      throw new IllegalArgumentException("A cache's name is lower-case letters, digits, hyphens");
    }
  }

  /**
   * @param name of the cache
   * @param known longest time for an answer
   * @param absent longest time for the answer that there is none
   * @param maxEntries in this instance's memory
   * @param <V> type of the answers
   * @return settings for answers that do not end by themselves
   */
  public static <V> CacheSettings<V> of(
      String name, Duration known, Duration absent, long maxEntries) {
    return new CacheSettings<>(name, known, absent, _ -> known, maxEntries);
  }
}
