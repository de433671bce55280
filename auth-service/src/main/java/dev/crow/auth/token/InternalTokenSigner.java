package dev.crow.auth.token;

import dev.crow.auth.key.KeyHolder;
import dev.crow.security.InternalTokens;
import io.jsonwebtoken.Jwts;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Signs internal tokens. */
@Component
class InternalTokenSigner {

  private final SigningKey key;
  private final TokenProperties properties;
  private final Clock clock;

  InternalTokenSigner(SigningKey key, TokenProperties properties, Clock clock) {
    this.key = key;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * @param holder whom the token speaks for
   * @param audience the one service that shall accept it
   */
  Signed sign(KeyHolder holder, String audience) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant expiresAt = now.plus(properties.lifetime()).truncatedTo(ChronoUnit.SECONDS);
    String token =
        Jwts.builder()
            .header()
            .type(InternalTokens.TYPE)
            .keyId(key.id())
            .and()
            .issuer(InternalTokens.ISSUER)
            .audience()
            .add(audience)
            .and()
            .subject(holder.keyId())
            .claim(InternalTokens.ORGANIZATION, holder.organizationId())
            .claim(InternalTokens.KIND, holder.kind().name())
            .claim(InternalTokens.PERMISSIONS, holder.permissions())
            .issuedAt(Date.from(now))
            .expiration(Date.from(expiresAt))
            .id(UUID.randomUUID().toString())
            .signWith(key.privateKey(), Jwts.SIG.EdDSA)
            .compact();
    return new Signed(token, expiresAt);
  }

  record Signed(String token, Instant expiresAt) {
    @Override
    public String toString() {
      return "Signed[until " + expiresAt + "]";
    }
  }
}
