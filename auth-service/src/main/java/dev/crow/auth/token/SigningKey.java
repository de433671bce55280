package dev.crow.auth.token;

import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.OctetPrivateJwk;
import java.security.PrivateKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An Ed25519 key and its time.
 *
 * @param jwk the private key
 * @param signsFrom from when on it signs; until then it is only published
 * @param publishedUntil when its last token has expired; null while no other follows
 */
record SigningKey(OctetPrivateJwk<?, ?> jwk, Instant signsFrom, @Nullable Instant publishedUntil) {

  private static final String CURVE = Jwks.CRV.Ed25519.getId();

  static SigningKey random(Instant signsFrom) {
    return new SigningKey(
        Jwks.builder().octetKeyPair(Jwks.CRV.Ed25519.keyPair().build()).idFromThumbprint().build(),
        signsFrom,
        null);
  }

  static SigningKey of(String jwk, Instant signsFrom, @Nullable Instant publishedUntil) {
    if (!(Jwks.parser().build().parse(jwk) instanceof OctetPrivateJwk<?, ?> key)
        || !CURVE.equals(key.get("crv"))) {
      throw new IllegalArgumentException("This is not a private Ed25519 key");
    }
    return new SigningKey(key, signsFrom, publishedUntil);
  }

  SigningKey until(Instant end) {
    return new SigningKey(jwk, signsFrom, end);
  }

  String id() {
    return jwk.getId();
  }

  PrivateKey privateKey() {
    return jwk.toKey();
  }

  String publicX() {
    return String.valueOf(jwk.toPublicJwk().get("x"));
  }

  boolean isPublished(Instant now) {
    return publishedUntil == null || now.isBefore(publishedUntil);
  }

  @Override
  public String toString() {
    return "SigningKey[" + id() + " from " + signsFrom + "]";
  }
}
