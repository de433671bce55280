package dev.crow.auth.key;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A key as the database knows it. */
record StoredKey(KeyDetails details, String hash, @Nullable String previousHash) {

  /**
   * @param matches whether a hash is of the secret that was shown
   * @return whom it speaks for, if the secret is the present one, or the previous one in its time
   */
  Optional<KeyHolder> holder(Predicate<String> matches, Instant now) {
    if (!details.isActive(now)) {
      return Optional.empty();
    }
    if (matches.test(hash)) {
      return Optional.of(details.holderUntil(details.expiresAt()));
    }
    Instant until = details.previousSecretUntil();
    if (previousHash != null
        && until != null
        && now.isBefore(until)
        && matches.test(previousHash)) {
      return Optional.of(details.holderUntil(earlier(until, details.expiresAt())));
    }
    return Optional.empty();
  }

  /**
   * @return whether the secret is this key's, and the key itself has ended
   */
  boolean isEndedFor(Predicate<String> matches, Instant now) {
    return !details.isActive(now) && matches.test(hash);
  }

  private static Instant earlier(Instant one, @Nullable Instant other) {
    return other != null && other.isBefore(one) ? other : one;
  }

  @Override
  public String toString() {
    return "StoredKey[" + details.id() + "]";
  }
}
