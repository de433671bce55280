package dev.crow.relational;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.UUID;

/**
 * Makes the ids of rows: UUIDs of version 7 (RFC 9562), which sort by the time they were made, to
 * about a microsecond, so that new rows land at the end of an index. Two made in the same
 * microsecond are unique but in no particular order.
 */
public final class UuidV7 {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int NANOS_PER_MILLI = 1_000_000;

  private UuidV7() {}

  /**
   * @return 36 characters, lower case
   */
  public static String next() {
    return at(Instant.now()).toString();
  }

  static UUID at(Instant instant) {
    // 48 bits of milliseconds, then the fraction of the millisecond in the 12 bits that the
    // standard leaves for it (its "method 3"): no counter to share between threads.
    long fraction = instant.getLong(ChronoField.NANO_OF_SECOND) % NANOS_PER_MILLI * 4096;
    long high = (instant.toEpochMilli() << 16) | 0x7000L | (fraction / NANOS_PER_MILLI);
    long low = (RANDOM.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
