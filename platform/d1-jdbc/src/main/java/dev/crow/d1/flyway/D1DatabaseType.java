package dev.crow.d1.flyway;

import dev.crow.d1.D1Connection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.database.base.Database;
import org.flywaydb.core.internal.database.sqlite.SQLiteDatabaseType;
import org.flywaydb.core.internal.exception.FlywaySqlException;
import org.flywaydb.core.internal.jdbc.ExecutionTemplate;
import org.flywaydb.core.internal.jdbc.JdbcConnectionFactory;
import org.flywaydb.core.internal.jdbc.StatementInterceptor;

/** {@code jdbc:d1:} for Flyway: SQLite's SQL, but no SQLite to open. Found by service loader. */
public final class D1DatabaseType extends SQLiteDatabaseType {

  /** Called by the service loader. */
  public D1DatabaseType() {}

  @Override
  public String getName() {
    return "Cloudflare D1";
  }

  @Override
  public boolean handlesJDBCUrl(String url) {
    return url.startsWith("jdbc:d1:");
  }

  @Override
  public String getDriverClass(String url, ClassLoader classLoader) {
    return "dev.crow.d1.D1Driver";
  }

  @Override
  public boolean handlesDatabaseProductNameAndVersion(
      String databaseProductName, String databaseProductVersion, Connection connection) {
    return databaseProductName.startsWith(getName());
  }

  @Override
  public Database<?> createDatabase(
      Configuration configuration,
      JdbcConnectionFactory connections,
      StatementInterceptor interceptor) {
    return new D1Database(configuration, connections, interceptor);
  }

  /**
   * Flyway looks at its history within the transaction of a migration, whose writes D1 has not seen
   * yet. What it looks for was there before.
   */
  @Override
  public ExecutionTemplate createTransactionalExecutionTemplate(
      Connection connection, boolean rollbackOnException) {
    ExecutionTemplate transaction =
        super.createTransactionalExecutionTemplate(connection, rollbackOnException);
    return new ExecutionTemplate() {
      @Override
      public <T> T execute(Callable<T> work) {
        D1Connection d1 = d1(connection);
        d1.setReadingBehindWrites(true);
        try {
          return transaction.execute(work);
        } finally {
          d1.setReadingBehindWrites(false);
        }
      }
    };
  }

  private static D1Connection d1(Connection connection) {
    try {
      return connection.unwrap(D1Connection.class);
    } catch (SQLException e) {
      throw new FlywaySqlException("The connection is none to D1", e);
    }
  }
}
