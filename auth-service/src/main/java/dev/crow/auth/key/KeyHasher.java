package dev.crow.auth.key;

import dev.crow.security.SecretFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Hashes key secrets. A fast hash is enough for 256 random bits; the pepper, which is not in the
 * database, makes a stolen database useless even for checking guesses. Losing the pepper file ends
 * every key, so it belongs in the backup, apart from the database's.
 */
@Component
final class KeyHasher {

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec pepper;

  KeyHasher(Environment environment) {
    Path folder = Path.of(environment.getProperty("crow.data-dir", "data"), "auth");
    String text = SecretFile.readOrCreate(folder, "pepper", SecretFile::random);
    this.pepper = new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /**
   * @return 64 hexadecimal digits
   */
  String hash(ApiKey key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(pepper);
      return HexFormat.of()
          .formatHex(mac.doFinal(key.secret().getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + ALGORITHM, e);
    }
  }

  boolean matches(ApiKey key, String hash) {
    return MessageDigest.isEqual(
        hash(key).getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
  }
}
