package dev.crow.cache;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Remembers answers for a while: that there is one, and that there is none. Whoever asks for the
 * same at the same time waits for one look-up. A shared store behind it may be away; then answers
 * are looked up as if they were not remembered. Safe for use by many threads.
 *
 * @param <V> type of the answers; immutable
 */
public interface Cache<V> {

  /**
   * @param key what is asked
   * @param lookUp finds the answer; what it throws reaches all who wait for it, and is not
   *     remembered
   * @return the answer; empty if there is none
   */
  Optional<V> get(CacheKey key, Supplier<Optional<V>> lookUp);

  /**
   * @param key what is asked
   * @return the answer, if this instance has it at hand
   */
  Optional<V> atHand(CacheKey key);

  /**
   * Looks it up anew next time, as do other instances that do not have it at hand.
   *
   * @param key what changed
   */
  void forget(CacheKey key);

  /**
   * Forgets answers, also those being looked up right now: they may be older than the reason to
   * forget them. Whoever waits for such an answer goes on with it. Answers that others shared
   * before are not taken over any more.
   *
   * @param ended tells which
   */
  void forgetIf(Predicate<V> ended);

  /** As {@link #forgetIf} for all, answers that there is none included. */
  void forgetAll();

  /**
   * Forgets what belongs to an organization, in the shared store too.
   *
   * @param organizationId whose
   */
  void forgetOrganization(String organizationId);
}
