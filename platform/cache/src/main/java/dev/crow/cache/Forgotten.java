package dev.crow.cache;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiPredicate;

/**
 * Which shared answers are of no use, because they may be older than the reason to forget them: a
 * store may still hold them, or get them from a look-up that was under way.
 */
final class Forgotten<V> {

  private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);
  private static final int MOST = 1_000;

  private final AtomicReference<Instant> all = new AtomicReference<>(Instant.MIN);
  private final List<Some<V>> some = new CopyOnWriteArrayList<>();
  private final Duration longest;

  /**
   * @param longest time an answer lives; what was forgotten longer ago needs no thought
   */
  Forgotten(Duration longest) {
    this.longest = longest.plus(CLOCKS_DIFFER);
  }

  void addAll(Instant now) {
    all.accumulateAndGet(now, (a, b) -> a.isAfter(b) ? a : b);
    some.clear();
  }

  void add(BiPredicate<CacheKey, Entry<V>> which, Instant now) {
    some.removeIf(one -> one.at().plus(longest).isBefore(now));
    if (some.size() >= MOST) {
      addAll(now);
    } else {
      some.add(new Some<>(which, now));
    }
  }

  /** Whether an answer of another instance may be older. Their clocks may differ a little. */
  boolean coversOthers(CacheKey key, Entry<V> entry) {
    return covers(key, entry, entry.asked().minus(CLOCKS_DIFFER));
  }

  /** Whether this instance's own answer is older. */
  boolean coversOwn(CacheKey key, Entry<V> entry) {
    return covers(key, entry, entry.asked());
  }

  private boolean covers(CacheKey key, Entry<V> entry, Instant asked) {
    return !asked.isAfter(all.get())
        || some.stream().anyMatch(one -> !asked.isAfter(one.at()) && one.which().test(key, entry));
  }

  private record Some<V>(BiPredicate<CacheKey, Entry<V>> which, Instant at) {}
}
