package dev.crow.vectorindex;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

final class Timestamps {

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private Timestamps() {}

  /**
   * Cuts an instant to the precision that is kept, so that what is read equals what was written.
   */
  static Instant toMillis(Instant instant) {
    VectorLimits.require(
        !instant.isBefore(FIRST) && !instant.isAfter(LAST),
        "timestamp is not of the years 1 to 9999");
    return instant.truncatedTo(ChronoUnit.MILLIS);
  }
}
