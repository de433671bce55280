package dev.crow.relational;

import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.jdbc.autoconfigure.DataJdbcRepositoriesAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.data.jdbc.core.convert.JdbcCustomConversions;
import org.springframework.data.jdbc.core.dialect.JdbcDialect;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The database of a service that sets {@code crow.relational.database}: {@code
 * <crow.data-dir>/<database>/<database>.db}, unless {@code spring.datasource.url} names another of
 * the same SQL dialect. Everything else (pool, Flyway, {@code JdbcClient}, repositories, health) is
 * Boot's own.
 */
@AutoConfiguration(
    before = {
      DataSourceAutoConfiguration.class,
      DataSourceTransactionManagerAutoConfiguration.class,
      JdbcTemplateAutoConfiguration.class,
      DataJdbcRepositoriesAutoConfiguration.class
    })
@ConditionalOnProperty(RelationalProperties.DATABASE)
@EnableConfigurationProperties(RelationalProperties.class)
public final class CrowRelationalAutoConfiguration {

  @Bean
  @Conditional(NoUrlGiven.class)
  @ConditionalOnMissingBean(DataSource.class)
  JdbcConnectionDetails sqliteFile(RelationalProperties properties) {
    return SqliteFile.in(properties);
  }

  @Bean
  JdbcDialect jdbcDialect() {
    return SqliteDialect.INSTANCE;
  }

  @Bean
  JdbcCustomConversions jdbcCustomConversions(JdbcDialect dialect) {
    return JdbcCustomConversions.of(dialect, SqliteConverters.all());
  }

  @Bean
  SQLExceptionTranslator sqlExceptionTranslator() {
    return new SqliteExceptionTranslator();
  }

  @Bean
  PlatformTransactionManager transactionManager(
      DataSource dataSource, JdbcConnectionDetails connection, SQLExceptionTranslator translator) {
    if (connection.getJdbcUrl().startsWith("jdbc:sqlite:")) {
      return new SqliteTransactionManager(dataSource, translator);
    }
    JdbcTransactionManager manager = new JdbcTransactionManager(dataSource);
    manager.setExceptionTranslator(translator);
    return manager;
  }

  static final class NoUrlGiven extends NoneNestedConditions {

    NoUrlGiven() {
      super(ConfigurationPhase.REGISTER_BEAN);
    }

    @ConditionalOnProperty("spring.datasource.url")
    static final class UrlGiven {}
  }
}
