package dev.crow.relational;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/**
 * Times as the databases keep them: ISO 8601 in UTC with exactly three decimals, so that the order
 * of the texts is the order of the times. ({@link Instant#toString()} drops trailing zeros.)
 */
public final class Timestamps {

  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
          .toFormatter(java.util.Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Timestamps() {}

  /**
   * @param time any time from year 0 to 9999; finer parts than milliseconds are cut off
   * @return 24 characters, such as {@code 2026-11-21T08:00:00.000Z}
   */
  public static String format(Instant time) {
    return FORMAT.format(time);
  }

  /**
   * @param text as written by {@link #format}
   * @return the time
   * @throws java.time.format.DateTimeParseException if it is something else
   */
  public static Instant parse(String text) {
    return Instant.parse(text);
  }
}
