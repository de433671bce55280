package dev.crow.testkit.cloudflare;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Writes a database as the SQL that makes it again.
 *
 * @param schema whether the statements that create things are in it
 * @param data whether the rows are in it
 * @param tables only these; all if empty
 */
record FakeD1Dump(boolean schema, boolean data, Set<String> tables) {

  private static final String OBJECTS =
      """
      SELECT type, name, tbl_name, sql FROM sqlite_master
      WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
      ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'view' THEN 2 WHEN 'trigger' THEN 3 ELSE 1 END,
        rowid
      """;

  String of(Connection connection) throws SQLException, D1Refusal {
    StringBuilder script = new StringBuilder("PRAGMA defer_foreign_keys=TRUE;\n");
    StringBuilder after = new StringBuilder();
    try (Statement statement = connection.createStatement();
        ResultSet objects = statement.executeQuery(OBJECTS)) {
      while (objects.next()) {
        String sql = objects.getString("sql");
        if (sql.toUpperCase(Locale.ROOT).startsWith("CREATE VIRTUAL TABLE")) {
          throw new D1Refusal(
              "D1 Export error: cannot export databases with Virtual Tables (fts5)");
        }
        if (!tables.isEmpty() && !tables.contains(objects.getString("tbl_name"))) {
          continue;
        }
        boolean table = objects.getString("type").equals("table");
        if (schema) {
          (table ? script : after).append(sql).append(";\n");
        }
        if (data && table) {
          rows(connection, objects.getString("name"), script);
        }
      }
    }
    return script.append(after).toString();
  }

  private static void rows(Connection connection, String table, StringBuilder script)
      throws SQLException {
    List<String> columns = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT name FROM pragma_table_xinfo("
                    + quoted(table, '\'')
                    + ") WHERE hidden = 0")) {
      while (found.next()) {
        columns.add(quoted(found.getString(1), '"'));
      }
    }
    String values =
        String.join(" || ',' || ", columns.stream().map("quote(%s)"::formatted).toList());
    String head =
        "INSERT INTO " + quoted(table, '"') + " (" + String.join(",", columns) + ") VALUES(";
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT " + values + " FROM " + quoted(table, '"'))) {
      while (rows.next()) {
        script.append(head).append(rows.getString(1)).append(");\n");
      }
    }
  }

  private static String quoted(String text, char quote) {
    return quote + text.replace("" + quote, "" + quote + quote) + quote;
  }
}
