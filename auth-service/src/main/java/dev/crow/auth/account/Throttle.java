package dev.crow.auth.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.crow.auth.seal.SecretTokens;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing: some attempts a minute are free, then each costs a wait that doubles up to
 * 15 minutes. Knows nothing of accounts, so known and unknown ones are treated alike. Keeps hashes
 * under a key of this process alone, and not more than a bounded number; a restart forgets them.
 */
@Component
public class Throttle {

  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
  private static final int DOUBLINGS = 4;
  private static final long MOST_KEYS = 200_000;

  private final String salt = SecretTokens.random();
  private final Cache<String, State> states =
      Caffeine.newBuilder().maximumSize(MOST_KEYS).expireAfterAccess(FORGOTTEN_AFTER).build();
  private final Clock clock;

  Throttle(Clock clock) {
    this.clock = clock;
  }

  /**
   * Counts an attempt before its outcome is known, so that many at once are not free either.
   *
   * @param key what is attempted by whom
   * @param free attempts a minute
   * @throws ApiException {@code RATE_LIMITED} with {@code Retry-After}
   */
  public void attempt(String key, int free) {
    Instant now = clock.instant();
    AtomicReference<Duration> wait = new AtomicReference<>(Duration.ZERO);
    states
        .asMap()
        .compute(
            hashed(key),
            (_, known) -> {
              State state = known == null ? new State(0, now, 0, now) : known;
              if (now.isBefore(state.blockedUntil())) {
                wait.set(Duration.between(now, state.blockedUntil()));
                return state;
              }
              return state.after(now, free);
            });
    if (wait.get().isPositive()) {
      throw ApiException.retryLater(
          ErrorCode.RATE_LIMITED, "Too many attempts.", wait.get().plusSeconds(1), null);
    }
  }

  /**
   * @param key whose attempt succeeded; its next ones are free again
   */
  public void succeeded(String key) {
    states.invalidate(hashed(key));
  }

  /**
   * @param userId whose attempts are forgotten at once, where they are counted by person
   */
  public void forgetPerson(String userId) {
    succeeded(Accounts.throttleKey(userId));
    succeeded("confirm-factor\0" + userId);
  }

  private String hashed(String key) {
    return SecretTokens.hash(salt + key);
  }

  private record State(int attempts, Instant windowStart, int strikes, Instant blockedUntil) {

    State after(Instant now, int free) {
      boolean newWindow = strikes == 0 && !now.isBefore(windowStart.plus(WINDOW));
      int count = newWindow ? 1 : attempts + 1;
      Instant start = newWindow ? now : windowStart;
      if (count < free) {
        return new State(count, start, strikes, blockedUntil);
      }
      Duration delay = WINDOW.multipliedBy(1L << Math.min(strikes, DOUBLINGS));
      return new State(
          count, start, strikes + 1, now.plus(delay.compareTo(LONGEST) < 0 ? delay : LONGEST));
    }
  }
}
