package dev.crow.auth.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.crow.auth.account.ThrottleStore.Versioned;
import dev.crow.security.Seal;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Slows down guessing: some attempts a minute are free, then each costs a wait that doubles up to
 * 15 minutes. Knows nothing of accounts, so known and unknown ones are treated alike. All instances
 * of the service count together, in the database, by hashes under a key that is not in it.
 */
@Component
public class Throttle {

  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
  private static final Duration WAIT_OF_MANY = Duration.ofSeconds(1);
  private static final long MOST_REMEMBERED = 50_000;
  private static final int TRIES = 5;

  // Who is blocked stays so, hence needs no question to the database: a flood of refusals is cheap.
  private final Cache<String, Instant> blocked =
      Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).expireAfterWrite(FORGOTTEN_AFTER).build();
  private final ThrottleStore store;
  private final ThrottleProperties properties;
  private final Seal seal;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Throttle(
      ThrottleStore store,
      ThrottleProperties properties,
      Seal seal,
      TransactionTemplate transaction,
      Clock clock) {
    this.store = store;
    this.properties = properties;
    this.seal = seal;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Counts an attempt before its outcome is known, so that many at once are not free either. Not
   * inside a transaction.
   *
   * @param key what is attempted by whom
   * @param free attempts a minute
   * @throws ApiException {@code RATE_LIMITED} with {@code Retry-After}
   */
  public void attempt(String key, int free) {
    if (!properties.enabled()) {
      return;
    }
    String hash = seal.fingerprint(key);
    Instant now = clock.instant();
    Instant known = blocked.getIfPresent(hash);
    if (known != null && now.isBefore(known)) {
      throw tooMany(Duration.between(now, known));
    }
    for (int i = 0; i < TRIES; i++) {
      Instant until = counted(hash, free, now);
      if (until != null) {
        if (now.isBefore(until)) {
          blocked.put(hash, until);
          throw tooMany(Duration.between(now, until));
        }
        return;
      }
    }
    // As many at once are no person's.
    throw tooMany(WAIT_OF_MANY);
  }

  /** Returns until when attempts are refused, or null if another instance was quicker. */
  private @Nullable Instant counted(String hash, int free, Instant now) {
    try {
      return transaction.execute(
          _ -> {
            Versioned found = store.find(hash, now).orElse(null);
            Attempts before = found == null ? Attempts.none(now) : found.attempts();
            if (before.areBlocked(now)) {
              return before.blockedUntil();
            }
            Attempts after = before.andOneMore(now, free);
            Instant forgotten = now.plus(FORGOTTEN_AFTER);
            boolean saved =
                found == null
                    ? store.add(hash, after, now, forgotten)
                    : store.replace(hash, found.version(), after, forgotten);
            return saved ? now : null;
          });
    } catch (ConcurrencyFailureException _) {
      return null;
    }
  }

  /**
   * @param key whose attempt succeeded; its next ones are free again
   */
  @Transactional
  public void succeeded(String key) {
    String hash = seal.fingerprint(key);
    blocked.invalidate(hash);
    store.forget(hash);
  }

  /**
   * @param userId whose attempts are forgotten at once, where they are counted by person
   */
  @Transactional
  public void forgetPerson(String userId) {
    succeeded(Accounts.throttleKey(userId));
    succeeded("confirm-factor\0" + userId);
    succeeded("code-of\0" + userId);
  }

  private static ApiException tooMany(Duration wait) {
    return ApiException.retryLater(
        ErrorCode.RATE_LIMITED, "Too many attempts.", wait.plusSeconds(1), null);
  }
}
