package dev.crow.d1;

import java.sql.SQLDataException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Times as text: {@code 2026-03-01T08:15:00.000Z}. Instants are UTC and of one width, so that the
 * order of the texts is the order of time; anything finer than a millisecond is cut off.
 */
final class Times {

  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  private Times() {}

  static String text(Instant instant) throws SQLDataException {
    return text(LocalDateTime.ofInstant(instant, ZoneOffset.UTC)) + "Z";
  }

  static String text(LocalDateTime time) throws SQLDataException {
    if (time.getYear() < 0 || time.getYear() > 9999) {
      throw new SQLDataException("Only years 0 to 9999 keep their order as text", "22008");
    }
    return LOCAL.format(time);
  }

  static String text(LocalTime time) {
    return TIME.format(time);
  }

  /** Of a text as above, or SQLite's own {@code 2026-03-01 08:15:00}, or milliseconds. */
  static Instant instant(Object value) throws SQLDataException {
    return localTime(value).toInstant(ZoneOffset.UTC);
  }

  static LocalDateTime localTime(Object value) throws SQLDataException {
    if (value instanceof Long millis) {
      return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    }
    String text = value.toString();
    try {
      if (text.length() == 10) {
        return LocalDate.parse(text).atStartOfDay();
      }
      String iso = text.length() > 10 && text.charAt(10) == ' ' ? text.replace(' ', 'T') : text;
      boolean zoned = iso.endsWith("Z") || iso.lastIndexOf('+') > 10 || iso.lastIndexOf('-') > 10;
      return zoned
          ? LocalDateTime.ofInstant(OffsetDateTime.parse(iso).toInstant(), ZoneOffset.UTC)
          : LocalDateTime.parse(iso);
    } catch (DateTimeException e) {
      throw new SQLDataException(
          "Not a time: a text of " + text.length() + " characters", "22007", e);
    }
  }

  static LocalDate date(Object value) throws SQLDataException {
    return localTime(value).toLocalDate();
  }

  static LocalTime time(Object value) throws SQLDataException {
    String text = value.toString();
    if (text.length() > 2 && text.charAt(2) == ':') {
      try {
        return LocalTime.parse(text);
      } catch (DateTimeException e) {
        throw new SQLDataException("Not a time of day", "22007", e);
      }
    }
    return localTime(value).toLocalTime();
  }
}
