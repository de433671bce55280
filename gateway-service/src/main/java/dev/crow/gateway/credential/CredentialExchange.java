package dev.crow.gateway.credential;

import dev.crow.cache.Cache;
import dev.crow.cache.CacheCodec;
import dev.crow.cache.CacheKey;
import dev.crow.cache.CacheSettings;
import dev.crow.cache.Caches;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Turns credentials into identities and remembers them for a while, good and bad ones, alone or
 * with the other gateways. Requests with the same credential wait for one question to auth-service.
 * Where it cannot be reached, nobody unknown gets in.
 */
public final class CredentialExchange {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final Cache<Identity> cache;
  private final TokenSource tokens;
  private final Supplier<String> boundTo;

  /**
   * @param boundTo what tokens are bound to, so that gateways share them only if they are theirs
   *     too
   */
  CredentialExchange(
      TokenSource tokens,
      CredentialCacheProperties cacheFor,
      Caches caches,
      CacheCodec<Identity> codec,
      InstantSource clock,
      Supplier<String> boundTo) {
    this.tokens = tokens;
    this.boundTo = boundTo;
    this.cache =
        caches.create(
            new CacheSettings<>(
                "credentials",
                cacheFor.known(),
                cacheFor.refused(),
                identity -> usable(identity, cacheFor, clock),
                cacheFor.maxEntries()),
            codec);
    // What others shared before this gateway listens may have ended since.
    cache.forgetAll();
  }

  private static Duration usable(
      Identity identity, CredentialCacheProperties cacheFor, InstantSource clock) {
    return identity.expiresAt() == null
        ? cacheFor.known()
        : Duration.between(clock.instant(), identity.expiresAt()).minus(cacheFor.expiryMargin());
  }

  /**
   * @param credential of the form of one
   * @param audience the service that will be called
   * @return who calls, with a token for that service
   * @throws ApiException if the credential is not valid, or nobody can tell
   */
  public Identity identify(Credential credential, String audience) {
    try {
      return cache
          .get(key(credential, audience), () -> ask(credential, audience))
          .orElseThrow(() -> Credentials.refused(credential.type()));
    } catch (NobodyCanTell e) {
      throw ApiException.retryLater(
          ErrorCode.SERVICE_UNAVAILABLE,
          "auth-service cannot be reached; credentials cannot be checked now.",
          RETRY_AFTER,
          null);
    }
  }

  private Optional<Identity> ask(Credential credential, String audience) {
    return switch (tokens.exchange(credential, audience)) {
      case Outcome.Known(Identity identity) -> Optional.of(identity);
      case Outcome.Refused _ -> Optional.empty();
      case Outcome.Unavailable _ -> throw new NobodyCanTell();
    };
  }

  /**
   * @param credential of the form of one
   * @param audience the service that will be called
   * @return who calls, if that is known without asking anybody
   */
  public Optional<Identity> known(Credential credential, String audience) {
    return cache.atHand(key(credential, audience));
  }

  /**
   * Forgets identities, so that auth-service is asked about them again. Also those it is being
   * asked about right now: its answer may be older than the reason to forget it. Requests that wait
   * for that answer go on with it.
   *
   * @param ended tells which
   */
  public void forget(Predicate<Identity> ended) {
    cache.forgetIf(ended);
  }

  /** Forgets everything. */
  public void forgetAll() {
    cache.forgetAll();
  }

  /** The credential itself is not kept in memory, only what recognizes it. */
  private CacheKey key(Credential credential, String audience) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(credential.value().getBytes(StandardCharsets.US_ASCII));
      return CacheKey.beforeOrganization(
          credential.type()
              + " "
              + Base64.getUrlEncoder().withoutPadding().encodeToString(hash)
              + " "
              + audience
              + " "
              + boundTo.get());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  /** For all who wait for the same answer. */
  private static final class NobodyCanTell extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NobodyCanTell() {
      super("auth-service cannot be reached", null, false, false);
    }
  }
}
