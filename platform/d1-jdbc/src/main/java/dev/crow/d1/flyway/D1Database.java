package dev.crow.d1.flyway;

import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.database.base.Database;
import org.flywaydb.core.internal.database.base.Table;
import org.flywaydb.core.internal.jdbc.JdbcConnectionFactory;
import org.flywaydb.core.internal.jdbc.StatementInterceptor;

/** One D1 database as Flyway sees it. */
final class D1Database extends Database<D1FlywayConnection> {

  D1Database(
      Configuration configuration,
      JdbcConnectionFactory connections,
      StatementInterceptor interceptor) {
    super(configuration, connections, interceptor);
  }

  @Override
  protected D1FlywayConnection doGetConnection(java.sql.Connection connection) {
    return new D1FlywayConnection(this, connection);
  }

  /** There is one version of D1. */
  @Override
  public void ensureSupported(Configuration configuration) {}

  /** The same table as on SQLite, so that a database can be moved. */
  @Override
  @SuppressWarnings("rawtypes") // as Flyway declares it
  public String getRawCreateScript(Table table, boolean baseline) {
    return """
        CREATE TABLE %1$s (
          "installed_rank" INT NOT NULL PRIMARY KEY,
          "version" VARCHAR(50),
          "description" VARCHAR(200) NOT NULL,
          "type" VARCHAR(20) NOT NULL,
          "script" VARCHAR(1000) NOT NULL,
          "checksum" INT,
          "installed_by" VARCHAR(100) NOT NULL,
          "installed_on" TEXT NOT NULL DEFAULT (strftime('%%Y-%%m-%%d %%H:%%M:%%f','now')),
          "execution_time" INT NOT NULL,
          "success" BOOLEAN NOT NULL
        );
        %2$s
        CREATE INDEX "%3$s_s_idx" ON "%3$s" ("success");
        """
        .formatted(table, baseline ? getBaselineStatement(table) + ";" : "", table.getName());
  }

  @Override
  protected String doGetCurrentUser() {
    return "";
  }

  /** A migration is one batch, so it happens as a whole or not at all. */
  @Override
  public boolean supportsDdlTransactions() {
    return true;
  }

  @Override
  public String getBooleanTrue() {
    return "1";
  }

  @Override
  public String getBooleanFalse() {
    return "0";
  }

  @Override
  public boolean catalogIsSchema() {
    return true;
  }

  /** So that a migration and its history row are in the same batch. */
  @Override
  public boolean useSingleConnection() {
    return true;
  }
}
