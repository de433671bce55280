package dev.crow.vectorindex;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Brings values to the form in which they are kept, so that what is read equals what was given. */
final class Canonical {

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private Canonical() {}

  /** Cuts a time to the millisecond. */
  static Instant timestamp(Instant instant) {
    VectorLimits.require(
        !instant.isBefore(FIRST) && !instant.isAfter(LAST),
        "timestamp is not of the years 1 to 9999");
    return instant.truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * Replaces halves of surrogate pairs, as text cut in the middle of an emoji has at its end: they
   * have no encoding, and a tokenizer may take one for the end of its input.
   */
  static String text(String text) {
    VectorLimits.checkText(text);
    return new String(text.getBytes(UTF_8), UTF_8);
  }
}
