package dev.crow.gateway.key;

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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Turns keys into identities and remembers them for a while, good and bad ones. Requests with the
 * same key wait for one question to auth-service. Where it cannot be reached, nobody unknown gets
 * in.
 */
public final class KeyExchange {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final AsyncCache<Entry, Outcome> cache;
  private final TokenSource tokens;

  KeyExchange(
      TokenSource tokens,
      KeyCacheProperties cacheFor,
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
   * @param credential of the form of a key
   * @param audience the service that will be called
   * @return who calls, with a token for that service
   * @throws ApiException if the key is not valid, or nobody can tell
   */
  public Identity identify(String credential, String audience) {
    Entry entry = Entry.of(credential, audience);
    CompletableFuture<Outcome> known = cache.getIfPresent(entry);
    Outcome outcome =
        known != null
            ? known.join()
            : cache.get(entry, _ -> tokens.exchange(credential, audience)).join();
    return switch (outcome) {
      case Outcome.Known(Identity identity) -> identity;
      case Outcome.Refused _ -> throw Credentials.invalid();
      case Outcome.Unavailable _ ->
          throw ApiException.retryLater(
              ErrorCode.SERVICE_UNAVAILABLE,
              "auth-service cannot be reached; keys cannot be checked now.",
              RETRY_AFTER,
              null);
    };
  }

  private static Duration lifetime(
      Outcome outcome, KeyCacheProperties cacheFor, InstantSource clock) {
    return switch (outcome) {
      case Outcome.Known(Identity identity) -> lifetime(identity, cacheFor, clock.instant());
      case Outcome.Refused _ -> cacheFor.refused();
      case Outcome.Unavailable _ -> Duration.ZERO;
    };
  }

  private static Duration lifetime(Identity identity, KeyCacheProperties cacheFor, Instant now) {
    // Keys first seen together shall not all be asked for again together.
    double jitter = ThreadLocalRandom.current().nextDouble(0.8, 1.0);
    Duration lifetime = Duration.ofMillis((long) (cacheFor.known().toMillis() * jitter));
    if (identity.expiresAt() == null) {
      return lifetime;
    }
    Duration usable = Duration.between(now, identity.expiresAt()).minus(cacheFor.expiryMargin());
    return usable.isNegative() ? Duration.ZERO : usable.compareTo(lifetime) < 0 ? usable : lifetime;
  }

  /** The key itself is not kept in memory, only what recognizes it. */
  private record Entry(ByteBuffer credentialHash, String audience) {

    static Entry of(String credential, String audience) {
      try {
        byte[] hash =
            MessageDigest.getInstance("SHA-256")
                .digest(credential.getBytes(StandardCharsets.US_ASCII));
        return new Entry(ByteBuffer.wrap(hash), audience);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("Every JDK has SHA-256", e);
      }
    }
  }
}
