package dev.crow.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.Header;
import io.jsonwebtoken.Jws;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.UnsupportedJwtException;
import java.security.Key;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Verifies tokens with the issuer's public keys. */
final class JwtInternalTokenVerifier implements InternalTokenVerifier {

  private static final Logger log = LoggerFactory.getLogger(JwtInternalTokenVerifier.class);
  private static final Set<String> HEADER_NAMES = Set.of("alg", "typ", "kid");
  // Three unpadded parts, the last one an Ed25519 signature of 64 bytes, in its only spelling: the
  // last character carries two bits, and the other four are zero.
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{85}[AQgw]");
  private static final Pattern KID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final long CACHED_TOKENS = 10_000;

  /**
   * An Ed25519 verification costs a good part of a millisecond, far more than the rest of a small
   * request, and the gateway sends the same token with every request of a key. Only tokens that
   * were proven valid are kept, so forgeries cannot fill the cache. A token that is known is good
   * only as long as the key that signed it is published.
   */
  private final Cache<String, Verified> verified =
      Caffeine.newBuilder()
          .maximumSize(CACHED_TOKENS)
          .expireAfterAccess(InternalTokens.DEFAULT_LIFETIME)
          .build();

  private final KeySource keys;
  private final Clock clock;
  private final boolean unlimitedAllowed;
  private final JwtParser parser;

  /**
   * @param audience the service that asks
   * @param unlimitedAllowed whether a token may have no expiry
   */
  JwtInternalTokenVerifier(String audience, boolean unlimitedAllowed, KeySource keys, Clock clock) {
    this.unlimitedAllowed = unlimitedAllowed;
    this.keys = keys;
    this.clock = clock;
    this.parser =
        Jwts.parser()
            .keyLocator(this::keyFor)
            .sig()
            .clear()
            .add(Jwts.SIG.EdDSA)
            .and()
            .requireIssuer(InternalTokens.ISSUER)
            .requireAudience(audience)
            .clock(() -> Date.from(clock.instant()))
            .clockSkewSeconds(InternalTokens.LEEWAY.toSeconds())
            .build();
  }

  @Override
  public Caller verify(String token, @Nullable String peer) {
    Verified known = verified.getIfPresent(token);
    if (known == null || !isStillGood(known)) {
      known = parse(token);
      verified.put(token, known);
    }
    // Exactly: a bound token is worth nothing elsewhere, and an unbound one nothing where
    // everybody shows a certificate.
    if (!Objects.equals(known.boundTo(), peer)) {
      log.debug("Refused an internal token: shown by another than it is bound to");
      throw refused();
    }
    return known.caller();
  }

  private boolean isStillGood(Verified known) {
    return clock.instant().isBefore(known.until()) && known.key().equals(keys.find(known.kid()));
  }

  private Verified parse(String token) {
    if (token.length() > InternalTokens.MAX_LENGTH || !FORM.matcher(token).matches()) {
      throw refused();
    }
    try {
      Jws<Claims> jws = parser.parseSignedClaims(token);
      Claims claims = jws.getPayload();
      String kid = jws.getHeader().getKeyId();
      PublicKey key = keys.find(kid);
      if (key == null) {
        throw new UnsupportedJwtException("The key was withdrawn just now");
      }
      return new Verified(callerOf(claims), boundTo(claims), until(claims), kid, key);
    } catch (JwtException | IllegalArgumentException e) {
      // The reason's class only: messages of the parser repeat parts of the token.
      log.debug("Refused an internal token: {}", e.getClass().getSimpleName());
      throw refused();
    }
  }

  /** Runs before the signature is checked, so nothing here may act on what the header says. */
  private Key keyFor(Header header) {
    if (!header.keySet().equals(HEADER_NAMES)
        || !InternalTokens.ALGORITHM.equals(header.get("alg"))
        || !InternalTokens.TYPE.equals(header.get("typ"))
        || !(header.get("kid") instanceof String kid)
        || !KID.matcher(kid).matches()) {
      // Also ends jku, x5u, jwk, crit, zip and encrypted tokens, whatever they hold.
      throw new UnsupportedJwtException("Not the header of an internal token");
    }
    PublicKey key = keys.find(kid);
    if (key == null) {
      throw new UnsupportedJwtException("No such key");
    }
    return key;
  }

  private static Caller callerOf(Claims claims) {
    Set<String> permissions = new LinkedHashSet<>();
    for (Object permission : required(claims, InternalTokens.PERMISSIONS, List.class)) {
      if (!(permission instanceof String text)) {
        throw new UnsupportedJwtException("A permission is not a text");
      }
      permissions.add(text);
    }
    if (claims.getAudience().size() != 1) {
      throw new UnsupportedJwtException("A token is for one service");
    }
    required(claims, Claims.ID, String.class);
    required(claims, Claims.ISSUED_AT, Date.class);
    return new Caller(
        required(claims, InternalTokens.ORGANIZATION, String.class),
        required(claims, Claims.SUBJECT, String.class),
        Caller.Kind.valueOf(required(claims, InternalTokens.KIND, String.class)),
        permissions,
        attributesOf(claims));
  }

  private static Map<String, String> attributesOf(Claims claims) {
    Map<?, ?> object = claims.get(InternalTokens.ATTRIBUTES, Map.class);
    if (object == null) {
      return Map.of();
    }
    Map<String, String> attributes = new LinkedHashMap<>();
    object.forEach(
        (name, value) -> {
          if (!(name instanceof String key) || !(value instanceof String text)) {
            throw new UnsupportedJwtException("An attribute is not a text");
          }
          attributes.put(key, text);
        });
    return attributes;
  }

  private static @Nullable String boundTo(Claims claims) {
    Map<?, ?> confirmation = claims.get(InternalTokens.CONFIRMATION, Map.class);
    if (confirmation == null) {
      return null;
    }
    // Any other way of binding is one this cannot check.
    if (confirmation.size() != 1
        || !(confirmation.get(InternalTokens.THUMBPRINT) instanceof String thumbprint)) {
      throw new UnsupportedJwtException("Bound to something unknown");
    }
    return thumbprint;
  }

  private Instant until(Claims claims) {
    if (unlimitedAllowed && !claims.containsKey(Claims.EXPIRATION)) {
      return Instant.MAX;
    }
    return required(claims, Claims.EXPIRATION, Date.class).toInstant().plus(InternalTokens.LEEWAY);
  }

  private static <T> T required(Claims claims, String name, Class<T> type) {
    T value = claims.get(name, type);
    if (value == null) {
      throw new UnsupportedJwtException("A claim is missing");
    }
    return value;
  }

  private static ApiException refused() {
    return new ApiException(ErrorCode.INVALID_TOKEN, "The token is not valid for this service.");
  }

  private record Verified(
      Caller caller, @Nullable String boundTo, Instant until, String kid, PublicKey key) {}
}
