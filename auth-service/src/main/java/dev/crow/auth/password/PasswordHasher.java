package dev.crow.auth.password;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes passwords with argon2id. Few at a time, and each followed by a rest, so that a flood of
 * sign-ins takes neither the memory nor the processors from everything else. Must not be called
 * inside a transaction: a hash takes longer than any other writer should wait.
 */
@Component
public class PasswordHasher {

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final Duration LONGEST_REST = Duration.ofSeconds(1);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final Argon2PasswordEncoder argon2;
  private final Semaphore turns;
  private final double share;
  private final Duration patience;
  private final int waiting;
  private final String dummy;

  PasswordHasher(PasswordProperties properties) {
    this.argon2 =
        new Argon2PasswordEncoder(
            SALT_BYTES, HASH_BYTES, 1, properties.memory(), properties.iterations());
    this.turns = new Semaphore(properties.concurrent(), true);
    this.share = properties.share();
    this.patience = properties.patience();
    this.waiting = properties.waiting();
    this.dummy = hashed("nobody's password");
  }

  /**
   * @param password normalised by {@link PasswordRules}
   * @return {@code $argon2id$…}, with its cost and salt
   * @throws ApiException {@code SERVICE_UNAVAILABLE} with {@code Retry-After} if too many wait
   */
  public String hash(String password) {
    return inTurn(() -> hashed(password));
  }

  /**
   * Takes as long without a hash as with one, so that the time does not tell whether an account
   * exists.
   *
   * @param password normalised
   * @param hash the account's, or null if there is no account
   * @return whether it is the account's password
   * @throws ApiException as {@link #hash}
   */
  public boolean matches(String password, @Nullable String hash) {
    boolean equal = inTurn(() -> argon2.matches(password, hash == null ? dummy : hash));
    return equal && hash != null;
  }

  /**
   * @param hash of a password that was just shown to be right
   * @return whether it should be made anew, at the present cost
   */
  public boolean isOutdated(String hash) {
    return argon2.upgradeEncoding(hash);
  }

  private String hashed(String password) {
    String hash = argon2.encode(password);
    if (hash == null) {
      throw new IllegalStateException("No hash was made");
    }
    return hash;
  }

  private <T> T inTurn(Supplier<T> work) {
    if (!getsATurn()) {
      throw busy();
    }
    long begun = System.nanoTime();
    try {
      return work.get();
    } finally {
      giveBackAfter(restAfter(Duration.ofNanos(System.nanoTime() - begun)));
    }
  }

  private Duration restAfter(Duration taken) {
    Duration rest = Duration.ofNanos((long) (taken.toNanos() * (1 / share - 1)));
    // A hash that took so long had little of the processor anyway.
    return rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
  }

  private boolean getsATurn() {
    try {
      if (turns.tryAcquire(0, TimeUnit.MILLISECONDS)) {
        return true;
      }
      return turns.getQueueLength() < waiting
          && turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The turn rests as long as the share wants; whoever had it does not wait for that. */
  private void giveBackAfter(Duration rest) {
    if (rest.isZero()) {
      turns.release();
      return;
    }
    CompletableFuture.delayedExecutor(rest.toNanos(), TimeUnit.NANOSECONDS, Runnable::run)
        .execute(turns::release);
  }

  private static ApiException busy() {
    return ApiException.retryLater(
        ErrorCode.SERVICE_UNAVAILABLE,
        "Too many people sign in at this moment.",
        RETRY_AFTER,
        null);
  }
}
