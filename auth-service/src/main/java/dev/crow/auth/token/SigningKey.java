package dev.crow.auth.token;

import dev.crow.security.SecretFile;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.OctetPrivateJwk;
import io.jsonwebtoken.security.OctetPublicJwk;
import java.nio.file.Path;
import java.security.PrivateKey;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The Ed25519 key behind every internal token. It lives in a file for its owner alone and not in
 * the database, because databases get copied, dumped and backed up.
 */
@Component
final class SigningKey {

  private static final String CURVE = Jwks.CRV.Ed25519.getId();

  private final OctetPrivateJwk<?, ?> jwk;

  SigningKey(Environment environment) {
    Path folder = Path.of(environment.getProperty("crow.data-dir", "data"), "auth");
    String text = SecretFile.readOrCreate(folder, "signing-key.jwk", SigningKey::generate);
    if (!(Jwks.parser().build().parse(text) instanceof OctetPrivateJwk<?, ?> key)
        || !CURVE.equals(key.get("crv"))) {
      throw new IllegalStateException(
          "The signing key in "
              + folder
              + " is not a private Ed25519 key. Restore it, or delete it.");
    }
    this.jwk = key;
  }

  private static String generate() {
    return Jwks.UNSAFE_JSON(
        Jwks.builder().octetKeyPair(Jwks.CRV.Ed25519.keyPair().build()).idFromThumbprint().build());
  }

  String id() {
    return jwk.getId();
  }

  PrivateKey privateKey() {
    return jwk.toKey();
  }

  OctetPublicJwk<?> publicKey() {
    return jwk.toPublicJwk();
  }

  @Override
  public String toString() {
    return "SigningKey[" + id() + "]";
  }
}
