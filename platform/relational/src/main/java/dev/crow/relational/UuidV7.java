package dev.crow.relational;

import java.security.SecureRandom;
import java.util.UUID;

/** Makes ids that sort by time of making: UUID version 7 (RFC 9562, section 5.7). */
public final class UuidV7 {

  private static final SecureRandom RANDOM = new SecureRandom();

  private UuidV7() {}

  /**
   * @return a new id as text: 48 bits of epoch milliseconds, then 74 random bits
   */
  public static String next() {
    long time = System.currentTimeMillis();
    long high = (time << 16) | 0x7000L | (RANDOM.nextInt() & 0x0FFFL);
    long low = (RANDOM.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }
}
