package dev.crow.d1.flyway;

import org.flywaydb.core.internal.database.base.Connection;
import org.flywaydb.core.internal.database.base.Schema;

/** Flyway's view of a connection: there is one schema. */
final class D1FlywayConnection extends Connection<D1Database> {

  D1FlywayConnection(D1Database database, java.sql.Connection connection) {
    super(database, connection);
  }

  @Override
  protected String getCurrentSchemaNameOrSearchPath() {
    return "main";
  }

  @Override
  public Schema<?, ?> getSchema(String name) {
    return new D1Schema(jdbcTemplate, database, name);
  }
}
