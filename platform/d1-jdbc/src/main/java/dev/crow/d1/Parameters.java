package dev.crow.d1;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What Java's values become in D1: null, Long, Double, String or byte[]. */
final class Parameters {

  private static final String INVALID = "22023";

  private Parameters() {}

  static @Nullable Object of(@Nullable Object value) throws SQLException {
    Object plain =
        switch (value) {
          case null -> null;
          case String text -> text;
          case Long number -> number;
          case Integer number -> (long) number;
          case Short number -> (long) number;
          case Byte number -> (long) number;
          case Boolean truth -> truth ? 1L : 0L;
          case Double number -> finite(number);
          case Float number -> finite(Double.parseDouble(number.toString()));
          // As text, which a column with a numeric affinity makes a number of, exactly if it can.
          case BigDecimal number -> number.toPlainString();
          case BigInteger number ->
              number.bitLength() < 64 ? (Object) number.longValue() : number.toString();
          case byte[] blob -> blob.clone();
          case Character character -> character.toString();
          case UUID id -> id.toString();
          case Enum<?> constant -> constant.name();
          default -> time(value);
        };
    Limits.checkValue(plain);
    return plain;
  }

  private static Double finite(double number) throws SQLDataException {
    if (!Double.isFinite(number)) {
      throw new SQLDataException("D1 keeps no " + number, "22003");
    }
    return number;
  }

  private static Object time(Object value) throws SQLException {
    return switch (value) {
      case Instant instant -> Times.text(instant);
      case OffsetDateTime time -> Times.text(time.toInstant());
      case ZonedDateTime time -> Times.text(time.toInstant());
      case LocalDate date -> date.toString();
      case LocalTime time -> Times.text(time);
      case LocalDateTime time -> Times.text(time);
      case java.sql.Date date -> date.toLocalDate().toString();
      case java.sql.Time time -> Times.text(time.toLocalTime());
      case java.sql.Timestamp timestamp -> Times.text(timestamp.toInstant());
      case java.util.Date date -> Times.text(date.toInstant());
      default ->
          throw new SQLFeatureNotSupportedException(
              "D1 has no type for " + value.getClass().getName(), Unsupported.STATE);
    };
  }

  static @Nullable String read(@Nullable Reader reader, long length) throws SQLException {
    if (reader == null) {
      return null;
    }
    try {
      StringWriter text = new StringWriter();
      reader.transferTo(text);
      String all = text.toString();
      return length >= 0 && length < all.length() ? all.substring(0, (int) length) : all;
    } catch (IOException e) {
      throw new SQLException("The parameter's reader failed", INVALID, e);
    }
  }

  static byte @Nullable [] read(@Nullable InputStream stream, long length) throws SQLException {
    if (stream == null) {
      return null;
    }
    try {
      int most = (int) Math.min(Limits.VALUE_BYTES + 1L, length < 0 ? Long.MAX_VALUE : length);
      return stream.readNBytes(most);
    } catch (IOException e) {
      throw new SQLException("The parameter's stream failed", INVALID, e);
    }
  }
}
