package dev.crow.d1.flyway;

import java.sql.SQLException;
import org.flywaydb.core.internal.database.base.Table;
import org.flywaydb.core.internal.jdbc.JdbcTemplate;

/** A table of a D1 database. */
final class D1Table extends Table<D1Database, D1Schema> {

  D1Table(JdbcTemplate jdbcTemplate, D1Database database, D1Schema schema, String name) {
    super(jdbcTemplate, database, schema, name);
  }

  @Override
  protected boolean doExists() throws SQLException {
    String found = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?";
    return jdbcTemplate.queryForInt(found, name) > 0;
  }

  @Override
  protected void doDrop() throws SQLException {
    jdbcTemplate.execute("DROP TABLE " + database.quote(name));
  }

  /**
   * D1 has no locks. Of two that migrate at the same time, the second one's batch fails as a whole,
   * because the history has a row of its rank already.
   */
  @Override
  protected void doLock() {}
}
