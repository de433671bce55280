package dev.crow.d1;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes of a cell what a getter asks for. Cells are Long, Double, String, byte[] or rounded. */
final class Cells {

  private static final String NOT_THAT = "22018";
  private static final String OUT_OF_RANGE = "22003";

  private Cells() {}

  static String text(Object cell) throws SQLException {
    return cell instanceof byte[] blob
        ? new String(blob, StandardCharsets.UTF_8)
        : exact(cell).toString();
  }

  static byte[] bytes(Object cell) throws SQLException {
    return cell instanceof byte[] blob ? blob.clone() : text(cell).getBytes(StandardCharsets.UTF_8);
  }

  static BigDecimal decimal(Object cell) throws SQLException {
    return switch (exact(cell)) {
      case Long number -> BigDecimal.valueOf(number);
      case Double number -> BigDecimal.valueOf(number);
      case String text -> {
        try {
          yield new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
          throw new SQLDataException("A text that is no number", NOT_THAT, e);
        }
      }
      default -> throw new SQLDataException("A blob is no number", NOT_THAT);
    };
  }

  static long whole(Object cell, long least, long most) throws SQLException {
    long value;
    if (cell instanceof Long number) {
      value = number;
    } else {
      BigDecimal number = decimal(cell);
      if (number.precision() - number.scale() > 19) {
        throw outOfRange();
      }
      try {
        value = number.toBigInteger().longValueExact();
      } catch (ArithmeticException e) {
        throw outOfRange();
      }
    }
    if (value < least || value > most) {
      throw outOfRange();
    }
    return value;
  }

  private static SQLDataException outOfRange() {
    return new SQLDataException("A number that the type asked for cannot hold", OUT_OF_RANGE);
  }

  static double real(Object cell) throws SQLException {
    return switch (cell) {
      case Answer.Rounded number -> number.value();
      case Long number -> number;
      case Double number -> number;
      default -> decimal(cell).doubleValue();
    };
  }

  static boolean truth(Object cell) throws SQLException {
    if (cell instanceof String text) {
      switch (text.strip().toLowerCase(Locale.ROOT)) {
        case "true", "t", "yes", "on" -> {
          return true;
        }
        case "false", "f", "no", "off" -> {
          return false;
        }
        default -> {
          return decimal(cell).signum() != 0;
        }
      }
    }
    return real(cell) != 0;
  }

  /** As sqlite-jdbc does: the narrower of Integer and Long. */
  static Object object(Object cell) throws SQLException {
    Object exact = exact(cell);
    return exact instanceof Long number && number == number.intValue()
        ? (Object) number.intValue()
        : exact;
  }

  static Object exact(Object cell) throws SQLException {
    if (cell instanceof Answer.Rounded) {
      throw new SQLDataException(
          "D1 rounded this whole number, which is beyond 2^53. Return it as text:"
              + " RETURNING CAST(column AS TEXT)",
          OUT_OF_RANGE);
    }
    return cell;
  }

  static <T> T object(Object cell, Class<T> type) throws SQLException {
    if (type == Object.class) {
      return type.cast(object(cell));
    }
    @Nullable Object value = number(cell, type);
    value = value != null ? value : time(cell, type);
    if (value == null) {
      if (type == String.class) {
        value = text(cell);
      } else if (type == byte[].class) {
        value = bytes(cell);
      } else if (type == Boolean.class) {
        value = truth(cell);
      } else if (type == UUID.class) {
        value = uuid(text(cell));
      } else {
        throw new SQLFeatureNotSupportedException("D1 has no " + type.getName(), Unsupported.STATE);
      }
    }
    return type.cast(value);
  }

  private static UUID uuid(String text) throws SQLException {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new SQLDataException("A text that is no UUID", NOT_THAT, e);
    }
  }

  private static @Nullable Object number(Object cell, Class<?> type) throws SQLException {
    if (type == Integer.class) {
      return (int) whole(cell, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
    if (type == Long.class) {
      return whole(cell, Long.MIN_VALUE, Long.MAX_VALUE);
    }
    if (type == Short.class) {
      return (short) whole(cell, Short.MIN_VALUE, Short.MAX_VALUE);
    }
    if (type == Byte.class) {
      return (byte) whole(cell, Byte.MIN_VALUE, Byte.MAX_VALUE);
    }
    if (type == Double.class) {
      return real(cell);
    }
    if (type == Float.class) {
      return (float) real(cell);
    }
    if (type == java.math.BigInteger.class) {
      return decimal(cell).toBigInteger();
    }
    return type == BigDecimal.class || type == Number.class ? decimal(cell) : null;
  }

  private static @Nullable Object time(Object cell, Class<?> type) throws SQLException {
    if (type == Instant.class) {
      return Times.instant(cell);
    }
    if (type == OffsetDateTime.class) {
      return Times.instant(cell).atOffset(ZoneOffset.UTC);
    }
    if (type == LocalDateTime.class) {
      return Times.localTime(cell);
    }
    if (type == LocalDate.class) {
      return Times.date(cell);
    }
    if (type == LocalTime.class) {
      return Times.time(cell);
    }
    if (type == Timestamp.class || type == java.util.Date.class) {
      return Timestamp.from(Times.instant(cell));
    }
    if (type == Date.class) {
      return Date.valueOf(Times.date(cell));
    }
    return type == Time.class ? Time.valueOf(Times.time(cell)) : null;
  }
}
