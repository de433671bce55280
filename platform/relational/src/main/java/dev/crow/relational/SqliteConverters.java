package dev.crow.relational;

import java.sql.JDBCType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.core.convert.converter.Converter;
import org.springframework.data.convert.ReadingConverter;
import org.springframework.data.convert.WritingConverter;
import org.springframework.data.jdbc.core.mapping.JdbcValue;

/**
 * How values without a type of their own in SQLite are kept. The writing ones give a {@link
 * JdbcValue}, because Spring Data ignores a plain {@code Converter<Instant, String>} and would
 * store milliseconds.
 */
final class SqliteConverters {

  private SqliteConverters() {}

  static List<Converter<?, ?>> all() {
    return List.of(
        new WriteInstant(),
        new ReadInstant(),
        new WriteDate(),
        new ReadDate(),
        new WriteBoolean(),
        new ReadBoolean());
  }

  @WritingConverter
  static final class WriteInstant implements Converter<Instant, JdbcValue> {
    @Override
    public JdbcValue convert(Instant source) {
      return JdbcValue.of(Timestamps.format(source), JDBCType.VARCHAR);
    }
  }

  @ReadingConverter
  static final class ReadInstant implements Converter<String, Instant> {
    @Override
    public Instant convert(String source) {
      return Timestamps.parse(source);
    }
  }

  @WritingConverter
  static final class WriteDate implements Converter<LocalDate, JdbcValue> {
    @Override
    public JdbcValue convert(LocalDate source) {
      return JdbcValue.of(source.toString(), JDBCType.VARCHAR);
    }
  }

  @ReadingConverter
  static final class ReadDate implements Converter<String, LocalDate> {
    @Override
    public LocalDate convert(String source) {
      return LocalDate.parse(source);
    }
  }

  @WritingConverter
  static final class WriteBoolean implements Converter<Boolean, JdbcValue> {
    @Override
    public JdbcValue convert(Boolean source) {
      return JdbcValue.of(source ? 1 : 0, JDBCType.INTEGER);
    }
  }

  @ReadingConverter
  static final class ReadBoolean implements Converter<Number, Boolean> {
    @Override
    public Boolean convert(Number source) {
      return source.longValue() != 0;
    }
  }
}
