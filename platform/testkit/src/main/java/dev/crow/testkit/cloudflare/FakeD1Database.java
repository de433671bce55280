package dev.crow.testkit.cloudflare;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteLimits;
import tools.jackson.databind.JsonNode;

/** SQLite made as narrow as D1 is. One request at a time, as D1 has it. */
final class FakeD1Database {

  /** A statement of a request. */
  record Call(String sql, List<JsonNode> params) {}

  private static final Set<String> TRANSACTIONS =
      Set.of("BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE");
  private static final Set<String> FORBIDDEN = Set.of("ATTACH", "DETACH", "VACUUM");
  private static final Map<SQLiteLimits, Integer> LIMITS =
      Map.of(
          SQLiteLimits.SQLITE_LIMIT_VARIABLE_NUMBER, 100,
          SQLiteLimits.SQLITE_LIMIT_COLUMN, 100,
          SQLiteLimits.SQLITE_LIMIT_COMPOUND_SELECT, 5,
          SQLiteLimits.SQLITE_LIMIT_EXPR_DEPTH, 100,
          SQLiteLimits.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50,
          SQLiteLimits.SQLITE_LIMIT_SQL_LENGTH, 100_000,
          SQLiteLimits.SQLITE_LIMIT_LENGTH, 2_000_000);

  private final Connection connection;

  private FakeD1Database(Connection connection) {
    this.connection = connection;
  }

  static FakeD1Database open(Path file) {
    try {
      Connection connection =
          DriverManager.getConnection("jdbc:sqlite:" + file + "?foreign_keys=on&journal_mode=WAL");
      for (var limit : LIMITS.entrySet()) {
        connection.unwrap(SQLiteConnection.class).setLimit(limit.getKey(), limit.getValue());
      }
      connection.setAutoCommit(false);
      return new FakeD1Database(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Differs after every change, of rows or of the schema. */
  synchronized String version() {
    try {
      return number("SELECT total_changes()") + "." + number("PRAGMA schema_version");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } finally {
      rollback();
    }
  }

  synchronized long tables() {
    try {
      return number("SELECT count(*) FROM sqlite_master WHERE type = 'table'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } finally {
      rollback();
    }
  }

  /** In bytes. */
  synchronized long size() {
    try {
      return number("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } finally {
      rollback();
    }
  }

  synchronized String dump(FakeD1Dump wanted) throws D1Refusal {
    try {
      return wanted.of(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } finally {
      rollback();
    }
  }

  synchronized void save(Path file) {
    copy("backup to " + file);
  }

  /** Takes the place of everything there is. */
  synchronized void load(Path file) {
    copy("restore from " + file);
  }

  /** These are commands of sqlite-jdbc; they need a connection without a transaction. */
  private void copy(String command) {
    try {
      connection.setAutoCommit(true);
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate(command);
      } finally {
        connection.setAutoCommit(false);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  synchronized void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All or nothing. */
  synchronized List<Map<String, Object>> run(List<Call> calls, boolean raw) throws D1Refusal {
    try {
      List<Map<String, Object>> results = new ArrayList<>();
      for (Call call : calls) {
        results.add(run(call, raw));
      }
      connection.commit();
      return results;
    } catch (SQLException e) {
      rollback();
      throw new D1Refusal(message(e));
    } catch (D1Refusal e) {
      rollback();
      throw e;
    }
  }

  private void rollback() {
    try {
      connection.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Map<String, Object> run(Call call, boolean raw) throws SQLException, D1Refusal {
    refuse(call.sql());
    long before = number("SELECT total_changes()");
    try (PreparedStatement statement = connection.prepareStatement(call.sql())) {
      if (statement.getParameterMetaData().getParameterCount() != call.params().size()) {
        throw new D1Refusal("Wrong number of parameter bindings for SQL query.");
      }
      for (int i = 0; i < call.params().size(); i++) {
        bind(statement, i + 1, call.params().get(i));
      }
      Object results =
          statement.execute()
              ? results(statement.getResultSet(), raw)
              : raw ? table(List.of(), List.of()) : List.of();
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("success", true);
      result.put("results", results);
      result.put("meta", meta(before));
      return result;
    }
  }

  private static void refuse(String sql) throws D1Refusal {
    String first = sql.strip().split("[\\s;(]", 2)[0].toUpperCase(Locale.ROOT);
    if (first.isEmpty()) {
      throw new D1Refusal("No SQL statements detected.");
    }
    if (TRANSACTIONS.contains(first)) {
      throw new D1Refusal(
          "To execute a transaction, please use the state.storage.transaction() or"
              + " state.storage.transactionSync() APIs instead of the SQL BEGIN TRANSACTION or"
              + " SAVEPOINT statements.");
    }
    if (FORBIDDEN.contains(first) || sql.contains("sqlite_version(")) {
      throw new D1Refusal("not authorized: SQLITE_AUTH");
    }
  }

  /** Every number becomes a REAL. */
  private static void bind(PreparedStatement statement, int index, JsonNode value)
      throws SQLException, D1Refusal {
    if (value.isNull()) {
      statement.setNull(index, java.sql.Types.NULL);
    } else if (value.isNumber()) {
      statement.setDouble(index, value.asDouble());
    } else if (value.isBoolean()) {
      statement.setDouble(index, value.asBoolean() ? 1 : 0);
    } else if (value.isArray()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      value.forEach(b -> bytes.write(b.asInt()));
      statement.setBytes(index, bytes.toByteArray());
    } else if (value.isString()) {
      statement.setString(index, value.asString());
    } else {
      throw new D1Refusal("D1_TYPE_ERROR: Type 'object' not supported");
    }
  }

  private Map<String, Object> meta(long before) throws SQLException {
    Map<String, Object> meta = new LinkedHashMap<>();
    long changes = number("SELECT total_changes()") - before;
    meta.put("served_by", "fake");
    meta.put("duration", 0.25);
    meta.put("changes", changes);
    meta.put("last_row_id", cell(number("SELECT last_insert_rowid()")));
    meta.put("changed_db", changes > 0);
    return meta;
  }

  private long number(String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private static Object results(ResultSet rows, boolean raw) throws SQLException, D1Refusal {
    ResultSetMetaData described = rows.getMetaData();
    List<String> columns = new ArrayList<>();
    for (int i = 1; i <= described.getColumnCount(); i++) {
      columns.add(described.getColumnLabel(i));
    }
    List<List<@Nullable Object>> cells = new ArrayList<>();
    while (rows.next()) {
      List<@Nullable Object> row = new ArrayList<>();
      for (int i = 1; i <= columns.size(); i++) {
        row.add(cell(rows.getObject(i)));
      }
      cells.add(row);
    }
    return raw ? table(columns, cells) : objects(columns, cells);
  }

  private static Map<String, Object> table(List<String> columns, List<?> rows) {
    Map<String, Object> table = new LinkedHashMap<>();
    table.put("columns", columns);
    table.put("rows", rows);
    return table;
  }

  private static List<Map<String, @Nullable Object>> objects(
      List<String> columns, List<List<@Nullable Object>> rows) {
    List<Map<String, @Nullable Object>> objects = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        object.put(columns.get(i), row.get(i));
      }
      objects.add(object);
    }
    return objects;
  }

  /** As JavaScript prints it: numbers are doubles, and whole ones have no fraction. */
  private static @Nullable Object cell(@Nullable Object value) {
    return switch (value) {
      case Number number -> javaScript(number.doubleValue());
      case byte[] bytes -> {
        List<Integer> numbers = new ArrayList<>();
        for (byte b : bytes) {
          numbers.add(b & 0xff);
        }
        yield numbers;
      }
      case null, default -> value;
    };
  }

  private static @Nullable Object javaScript(double number) {
    if (!Double.isFinite(number)) {
      return null;
    }
    boolean whole = number == Math.rint(number) && Math.abs(number) < 1e21;
    return whole ? (Object) new BigDecimal(Double.toString(number)).toBigInteger() : number;
  }

  /** sqlite-jdbc puts SQLite's own words in brackets at the end. */
  private static String message(SQLException e) {
    String message = String.valueOf(e.getMessage());
    int open = message.indexOf(" (");
    String text = open > 0 ? message.substring(open + 2, message.length() - 1) : message;
    if (!(e instanceof SQLiteException sqlite)) {
      return text + ": SQLITE_ERROR";
    }
    String extended = sqlite.getResultCode().name();
    String primary =
        org.sqlite.SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & 0xff).name();
    return extended.equals(primary)
        ? text + ": " + primary
        : text + ": " + primary + " (extended: " + extended + ")";
  }
}
