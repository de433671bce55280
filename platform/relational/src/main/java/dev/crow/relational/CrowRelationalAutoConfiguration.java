package dev.crow.relational;

import java.sql.JDBCType;
import java.time.Instant;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.convert.converter.Converter;
import org.springframework.data.convert.ReadingConverter;
import org.springframework.data.convert.WritingConverter;
import org.springframework.data.jdbc.core.convert.JdbcCustomConversions;
import org.springframework.data.jdbc.core.dialect.JdbcDialect;
import org.springframework.data.jdbc.core.mapping.JdbcValue;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/** What Spring's JDBC needs to work on SQLite, for services that name a database. */
@AutoConfiguration(
    beforeName = {
      "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration",
      "org.springframework.boot.data.jdbc.autoconfigure.DataJdbcRepositoriesAutoConfiguration"
    })
@ConditionalOnProperty(RelationalProperties.DATABASE)
public final class CrowRelationalAutoConfiguration {

  @Bean
  JdbcDialect sqliteDialect() {
    return SqliteDialect.INSTANCE;
  }

  @Bean
  JdbcCustomConversions sqliteConversions(JdbcDialect dialect) {
    return JdbcCustomConversions.of(
        dialect,
        List.of(InstantToText.INSTANCE, TextToInstant.INSTANCE, IntegerToBoolean.INSTANCE));
  }

  @Bean
  SQLExceptionTranslator sqliteExceptionTranslator() {
    return new SqliteExceptionTranslator();
  }

  /** To a JdbcValue and not to a String: Spring Data ignores the latter and writes a number. */
  @WritingConverter
  private enum InstantToText implements Converter<Instant, JdbcValue> {
    INSTANCE;

    @Override
    public JdbcValue convert(Instant time) {
      return JdbcValue.of(Timestamps.format(time), JDBCType.VARCHAR);
    }
  }

  @ReadingConverter
  private enum TextToInstant implements Converter<String, Instant> {
    INSTANCE;

    @Override
    public Instant convert(String text) {
      return Timestamps.parse(text);
    }
  }

  @ReadingConverter
  private enum IntegerToBoolean implements Converter<Integer, Boolean> {
    INSTANCE;

    @Override
    public Boolean convert(Integer number) {
      return number != 0;
    }
  }
}
