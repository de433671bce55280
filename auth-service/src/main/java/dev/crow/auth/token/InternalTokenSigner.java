package dev.crow.auth.token;

import dev.crow.security.Caller;
import dev.crow.security.InternalTokens;
import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Signs internal tokens. */
@Component
class InternalTokenSigner {

  private final SigningKeys keys;
  private final Clock clock;

  InternalTokenSigner(SigningKeys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * @param grant whom the token speaks for, and how long
   * @param audience the one service that shall accept it
   * @param boundTo thumbprint of the certificate of whoever may show it; null for anybody
   */
  Signed sign(Grant grant, String audience, @Nullable String boundTo) {
    Caller caller = grant.caller();
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant expiresAt = grant.lifetime().expiry(now, grant.validUntil());
    SigningKey key = keys.current();
    JwtBuilder token =
        Jwts.builder()
            .header()
            .type(InternalTokens.TYPE)
            .keyId(key.id())
            .and()
            .issuer(InternalTokens.ISSUER)
            .audience()
            .add(audience)
            .and()
            .subject(caller.subject())
            .claim(InternalTokens.ORGANIZATION, caller.organizationId())
            .claim(InternalTokens.KIND, caller.kind().name())
            .claim(InternalTokens.PERMISSIONS, caller.permissions().stream().sorted().toList())
            .issuedAt(Date.from(now))
            .id(UUID.randomUUID().toString());
    if (!caller.attributes().isEmpty()) {
      token.claim(InternalTokens.ATTRIBUTES, caller.attributes());
    }
    if (expiresAt != null) {
      token.expiration(Date.from(expiresAt));
    }
    if (boundTo != null) {
      token.claim(InternalTokens.CONFIRMATION, Map.of(InternalTokens.THUMBPRINT, boundTo));
    }
    return new Signed(token.signWith(key.privateKey(), Jwts.SIG.EdDSA).compact(), expiresAt);
  }

  record Signed(String token, @Nullable Instant expiresAt) {
    @Override
    public String toString() {
      return "Signed[until " + expiresAt + "]";
    }
  }
}
