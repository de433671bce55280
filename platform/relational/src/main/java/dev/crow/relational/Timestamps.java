package dev.crow.relational;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Instants as the text every CROW table keeps: {@code 2026-03-01T08:15:00.000Z}. The width is
 * fixed, so the order of the texts is the order of time, which {@link Instant#toString()} does not
 * promise because it drops trailing zeros.
 */
public final class Timestamps {

  private static final DateTimeFormatter FIXED_WIDTH =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant AFTER_LAST = Instant.parse("+10000-01-01T00:00:00Z");

  private Timestamps() {}

  /**
   * @param instant in the years 0 to 9999; anything finer than a millisecond is cut off
   * @return always 24 characters
   * @throws IllegalArgumentException if the year needs more than four digits
   */
  public static String format(Instant instant) {
    if (instant.isBefore(FIRST) || !instant.isBefore(AFTER_LAST)) {
      throw new IllegalArgumentException("Not within the years 0 to 9999: " + instant);
    }
    return FIXED_WIDTH.format(instant);
  }

  /**
   * @param text an ISO-8601 instant in UTC, of any precision
   * @throws java.time.format.DateTimeParseException if it is none
   */
  public static Instant parse(String text) {
    return Instant.parse(text);
  }
}
