package dev.crow.d1.flyway;

import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.database.base.Schema;
import org.flywaydb.core.internal.database.base.Table;
import org.flywaydb.core.internal.jdbc.JdbcTemplate;

/** The one schema of a D1 database. D1's own tables do not count. */
final class D1Schema extends Schema<D1Database, D1Table> {

  private static final String OBJECTS =
      """
      SELECT name FROM sqlite_master WHERE type = ?
        AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\'
      """;

  D1Schema(JdbcTemplate jdbcTemplate, D1Database database, String name) {
    super(jdbcTemplate, database, name);
  }

  @Override
  protected boolean doExists() {
    return name.equals("main");
  }

  @Override
  protected boolean doEmpty() throws SQLException {
    return names("table").isEmpty();
  }

  private List<String> names(String type) throws SQLException {
    return jdbcTemplate.queryForStringList(OBJECTS, type);
  }

  @Override
  protected void doCreate() {
    throw new FlywayException("D1 has one schema, main; " + name + " cannot be created");
  }

  @Override
  protected void doDrop() {
    throw new FlywayException("D1 has one schema, main, which cannot be dropped");
  }

  @Override
  protected void doClean() throws SQLException {
    for (String view : names("view")) {
      jdbcTemplate.execute("DROP VIEW " + database.quote(view));
    }
    jdbcTemplate.execute("PRAGMA defer_foreign_keys = on");
    for (String table : names("table")) {
      jdbcTemplate.execute("DROP TABLE " + database.quote(table));
    }
  }

  @Override
  protected D1Table[] doAllTables() throws SQLException {
    return names("table").stream()
        .map(table -> new D1Table(jdbcTemplate, database, this, table))
        .toArray(D1Table[]::new);
  }

  @Override
  public Table<?, ?> getTable(String tableName) {
    return new D1Table(jdbcTemplate, database, this, tableName);
  }
}
