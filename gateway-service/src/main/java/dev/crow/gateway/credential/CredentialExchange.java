package dev.crow.gateway.credential;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/**
 * Turns credentials into identities and remembers them for a while, good and bad ones. Requests
 * with the same credential wait for one question to auth-service. Where it cannot be reached,
 * nobody unknown gets in.
 */
public final class CredentialExchange {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final AsyncCache<Entry, Outcome> cache;
  private final TokenSource tokens;

  CredentialExchange(
      TokenSource tokens,
      CredentialCacheProperties cacheFor,
      InstantSource clock,
      Ticker ticker,
      Executor asking) {
    this.tokens = tokens;
    this.cache =
        Caffeine.newBuilder()
            .maximumSize(cacheFor.maxEntries())
            .expireAfter(Expiry.creating((Entry _, Outcome o) -> lifetime(o, cacheFor, clock)))
            .ticker(ticker)
            .executor(asking)
            .buildAsync();
  }

  /**
   * @param credential of the form of one
   * @param audience the service that will be called
   * @return who calls, with a token for that service
   * @throws ApiException if the credential is not valid, or nobody can tell
   */
  public Identity identify(Credential credential, String audience) {
    Entry entry = Entry.of(credential, audience);
    CompletableFuture<Outcome> known = cache.getIfPresent(entry);
    Outcome outcome =
        known != null
            ? known.join()
            : cache.get(entry, _ -> tokens.exchange(credential, audience)).join();
    return switch (outcome) {
      case Outcome.Known(Identity identity) -> identity;
      case Outcome.Refused _ -> throw Credentials.refused(credential.type());
      case Outcome.Unavailable _ ->
          throw ApiException.retryLater(
              ErrorCode.SERVICE_UNAVAILABLE,
              "auth-service cannot be reached; credentials cannot be checked now.",
              RETRY_AFTER,
              null);
    };
  }

  /**
   * @param credential of the form of one
   * @param audience the service that will be called
   * @return who calls, if that is known without asking auth-service
   */
  public Optional<Identity> known(Credential credential, String audience) {
    CompletableFuture<Outcome> asked = cache.getIfPresent(Entry.of(credential, audience));
    return asked != null
            && asked.isDone()
            && asked.join() instanceof Outcome.Known(Identity identity)
        ? Optional.of(identity)
        : Optional.empty();
  }

  /**
   * Forgets identities, so that auth-service is asked about them again. Also those it is being
   * asked about right now: its answer may be older than the reason to forget it. Requests that wait
   * for that answer go on with it.
   *
   * @param ended tells which
   */
  public void forget(Predicate<Identity> ended) {
    cache
        .asMap()
        .forEach(
            (entry, future) -> {
              var _ = future.thenAccept(outcome -> forgetIf(ended, entry, future, outcome));
            });
  }

  private void forgetIf(
      Predicate<Identity> ended, Entry entry, CompletableFuture<Outcome> future, Outcome outcome) {
    if (outcome instanceof Outcome.Known(Identity identity) && ended.test(identity)) {
      cache.asMap().remove(entry, future);
    }
  }

  /** Forgets everything. */
  public void forgetAll() {
    cache.asMap().clear();
  }

  private static Duration lifetime(
      Outcome outcome, CredentialCacheProperties cacheFor, InstantSource clock) {
    return switch (outcome) {
      case Outcome.Known(Identity identity) -> lifetime(identity, cacheFor, clock.instant());
      case Outcome.Refused _ -> cacheFor.refused();
      case Outcome.Unavailable _ -> Duration.ZERO;
    };
  }

  private static Duration lifetime(
      Identity identity, CredentialCacheProperties cacheFor, Instant now) {
    // Credentials first seen together shall not all be asked for again together.
    double jitter = ThreadLocalRandom.current().nextDouble(0.8, 1.0);
    Duration lifetime = Duration.ofMillis((long) (cacheFor.known().toMillis() * jitter));
    if (identity.expiresAt() == null) {
      return lifetime;
    }
    Duration usable = Duration.between(now, identity.expiresAt()).minus(cacheFor.expiryMargin());
    return usable.isNegative() ? Duration.ZERO : usable.compareTo(lifetime) < 0 ? usable : lifetime;
  }

  /** The credential itself is not kept in memory, only what recognizes it. */
  private record Entry(Credential.Type type, ByteBuffer hash, String audience) {

    static Entry of(Credential credential, String audience) {
      try {
        byte[] hash =
            MessageDigest.getInstance("SHA-256")
                .digest(credential.value().getBytes(StandardCharsets.US_ASCII));
        return new Entry(credential.type(), ByteBuffer.wrap(hash), audience);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("Every JDK has SHA-256", e);
      }
    }
  }
}
