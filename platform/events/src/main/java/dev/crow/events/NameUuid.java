package dev.crow.events;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Ids that follow from what they name, so that whoever meets the same thing again, after a crash or
 * a redelivery, gives it the same id without asking anybody.
 */
public final class NameUuid {

  private NameUuid() {}

  /**
   * @param parts of the name, in order; none holds U+0000
   * @return a version 8 UUID (RFC 9562) with the first 122 bits of the SHA-256 of the parts
   */
  public static UUID of(CharSequence... parts) {
    byte[] name = String.join("\u0000", parts).getBytes(StandardCharsets.UTF_8);
    ByteBuffer hash = ByteBuffer.wrap(sha256(name));
    long high = (hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x8000L;
    long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
