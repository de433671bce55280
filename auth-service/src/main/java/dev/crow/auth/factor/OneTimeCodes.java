package dev.crow.auth.factor;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;

/** Codes of RFC 6238: six digits that change every half minute. */
final class OneTimeCodes {

  private static final int SECRET_BYTES = 20;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final TimeBasedOneTimePasswordGenerator generator =
      new TimeBasedOneTimePasswordGenerator();

  String secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    RANDOM.nextBytes(bytes);
    return Base32.encode(bytes);
  }

  /** Returns the step the code belongs to: the present one, the one before or the one after. */
  OptionalLong stepOf(String secret, String code, Instant now) {
    long step = now.getEpochSecond() / generator.getTimeStep().toSeconds();
    OptionalLong found = OptionalLong.empty();
    for (long candidate = step - 1; candidate <= step + 1; candidate++) {
      if (equal(codeAt(secret, candidate), code)) {
        found = OptionalLong.of(candidate);
      }
    }
    return found;
  }

  private String codeAt(String secret, long step) {
    SecretKeySpec key = new SecretKeySpec(Base32.decode(secret), generator.getAlgorithm());
    Instant start = Instant.ofEpochSecond(step * generator.getTimeStep().toSeconds());
    try {
      return generator.generateOneTimePasswordString(key, start);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("A secret cannot be used", e);
    }
  }

  private static boolean equal(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
