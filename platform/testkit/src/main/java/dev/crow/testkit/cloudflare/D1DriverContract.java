package dev.crow.testkit.cloudflare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTransactionRollbackException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the JDBC driver for D1 does, whatever D1 is behind it. */
public abstract class D1DriverContract {

  private static final String ADD = "INSERT INTO item (id, name) VALUES (?, ?)";

  private Connection db;

  /**
   * @param options such as {@code heldCounts=exact}, or empty
   * @param token null for the right one
   */
  protected abstract Connection connect(String options, @Nullable String token) throws SQLException;

  @BeforeEach
  void makeTables() throws SQLException {
    db = connect("", null);
    run("DROP TABLE IF EXISTS part");
    run("DROP TABLE IF EXISTS item");
    run("DROP TABLE IF EXISTS strict_item");
    run(
        """
        CREATE TABLE item (
          id INTEGER PRIMARY KEY, name TEXT UNIQUE, amount INTEGER, ratio REAL, thing,
          content BLOB, kind TEXT NOT NULL DEFAULT 'a' CHECK (kind <> '')
        );
        """);
    run("CREATE INDEX item_amount ON item (amount DESC)");
    run("CREATE TABLE part (item_id INTEGER REFERENCES item ON DELETE CASCADE, no INTEGER)");
    run("CREATE TABLE strict_item (a ANY, i INTEGER, t TEXT) STRICT");
  }

  @AfterEach
  void close() throws SQLException {
    db.close();
  }

  // Numbers

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 5, 1L << 53, (1L << 53) + 1, Long.MAX_VALUE, Long.MIN_VALUE})
  void storesAndReadsWholeNumbersExactly(long number) throws SQLException {
    update("INSERT INTO item (id, amount, thing, name) VALUES (1, ?1, ?1, ?1)", number);
    List<@Nullable Object> row =
        row("SELECT amount, thing, name, typeof(amount), typeof(thing), typeof(name) FROM item");
    assertThat(((Number) row.get(0)).longValue()).isEqualTo(number);
    assertThat(((Number) row.get(1)).longValue()).isEqualTo(number);
    assertThat(row.subList(2, 6))
        .containsExactly(Long.toString(number), "integer", "integer", "text");
    assertThat(row("SELECT count(*) FROM item WHERE amount = ? AND name = ?", number, number))
        .containsExactly(1);
  }

  @Test
  void bindsWholeNumbersAsSqliteDoes() throws SQLException {
    assertThat(
            row(
                "SELECT ?1/2, typeof(?1), json_object('a', ?1), ?1 || '', ?1 > 4, -?1, max(?1, 2),"
                    + " CASE ?1 WHEN 5 THEN 'y' END, ?1 IN (5), ?1 = '5', ?2",
                5,
                5.5))
        .containsExactly(2, "integer", "{\"a\":5}", "5", 1, -5, 5, "y", 1, 0, 5.5);
    assertThat(row("SELECT value FROM json_each('[1,2,3]') LIMIT ? OFFSET ?", 1, 2))
        .containsExactly(3);
    update("INSERT INTO strict_item VALUES (?1, ?1, ?1)", 7);
    assertThat(row("SELECT typeof(a), typeof(i), typeof(t), t FROM strict_item"))
        .containsExactly("integer", "integer", "text", "7");
  }

  @Test
  void findsRowsThroughAnIndexByWholeNumbers() throws SQLException {
    assertThat(plan("SELECT * FROM item WHERE amount = ?", 5)).contains("item_amount");
    assertThat(plan("SELECT * FROM item WHERE amount > ?", 5)).contains("item_amount");
    assertThat(plan("SELECT * FROM item WHERE amount IN (?, ?)", 5, 6)).contains("item_amount");
    assertThat(plan("SELECT * FROM item WHERE name = ?", 5)).contains("sqlite_autoindex_item");
    assertThat(plan("SELECT * FROM item WHERE id = ?", 5)).contains("INTEGER PRIMARY KEY");
  }

  private String plan(String sql, Object... values) throws SQLException {
    return String.valueOf(row("EXPLAIN QUERY PLAN " + sql, values).get(3));
  }

  @Test
  void keepsTheOrderAndNamesOfRowsWithWideNumbers() throws SQLException {
    update("INSERT INTO item (id, name, amount) VALUES (1, 'x', ?), (2, 'y', 2)", Long.MAX_VALUE);
    try (ResultSet rows =
        db.createStatement()
            .executeQuery(
                "SELECT name, amount AS \"Am ount\", 1.5 FROM item ORDER BY name DESC -- !")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getLong("am ount")).isEqualTo(2);
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo("x");
      assertThat(rows.getLong("am ount")).isEqualTo(Long.MAX_VALUE);
      assertThat(rows.getDouble(3)).isEqualTo(1.5);
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void tellsWideNumbersFromWideReals() throws SQLException {
    update("INSERT INTO item (id, ratio, thing) VALUES (1, ?, ?)", 1e17, 1e17);
    assertThat(row("SELECT ratio, thing, 1e300 FROM item")).containsExactly(1e17, 1e17, 1e300);
  }

  @Test
  void refusesToReturnARoundedNumberOfAWrite() throws SQLException {
    try (ResultSet rows =
        db.createStatement()
            .executeQuery("INSERT INTO item (id) VALUES (9007199254740993) RETURNING id")) {
      assertThat(rows.next()).isTrue();
      assertThatThrownBy(() -> rows.getLong(1))
          .isInstanceOf(SQLDataException.class)
          .hasMessageContaining("CAST(column AS TEXT)");
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, -1.5, 1e-300, Double.MAX_VALUE, 5})
  void keepsRealsExactly(double number) throws SQLException {
    update("INSERT INTO item (id, ratio) VALUES (1, ?)", number);
    try (ResultSet rows =
        db.createStatement().executeQuery("SELECT ratio, typeof(ratio) FROM item")) {
      rows.next();
      assertThat(rows.getDouble(1)).isEqualTo(number);
      assertThat(rows.getString(2)).isEqualTo("real");
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void refusesWhatIsNoNumber(double number) {
    assertThatThrownBy(() -> update("INSERT INTO item (id, ratio) VALUES (1, ?)", number))
        .isInstanceOf(SQLDataException.class);
  }

  // Other values

  @Test
  void keepsTextBytesTimesAndNull() throws SQLException {
    String text = "zażółć 👩‍🚀 '; DROP TABLE item; -- \n ?1 \\";
    byte[] bytes = {0, 1, -1, 127, -128};
    update(
        "INSERT INTO item (id, name, content, thing, ratio) VALUES (1, ?, ?, ?, ?)",
        text,
        bytes,
        Instant.parse("2026-03-01T08:15:00Z"),
        null);
    try (ResultSet rows =
        db.createStatement().executeQuery("SELECT name, content, thing, ratio, x'' FROM item")) {
      rows.next();
      assertThat(rows.getString(1)).isEqualTo(text);
      assertThat(rows.getBytes("content")).isEqualTo(bytes);
      assertThat(rows.getString(3)).isEqualTo("2026-03-01T08:15:00.000Z");
      assertThat(rows.getObject(3, Instant.class)).isEqualTo("2026-03-01T08:15:00Z");
      assertThat(rows.getObject(3, LocalDate.class)).isEqualTo("2026-03-01");
      assertThat(rows.getTimestamp(3).toInstant()).isEqualTo("2026-03-01T08:15:00Z");
      assertThat(rows.getDouble(4)).isZero();
      assertThat(rows.wasNull()).isTrue();
      assertThat(rows.getObject(4)).isNull();
      assertThat(rows.getBytes(5)).isEmpty();
    }
    update("UPDATE item SET thing = ?", true);
    assertThat(row("SELECT thing, typeof(thing) FROM item")).containsExactly(1, "integer");
  }

  @Test
  void namesColumnsEvenWithoutRowsAndKeepsEqualNamesApart() throws SQLException {
    try (ResultSet rows =
        db.createStatement().executeQuery("SELECT id, name, id, 2, 1 FROM item")) {
      assertThat(rows.getMetaData().getColumnCount()).isEqualTo(5);
      assertThat(rows.getMetaData().getColumnLabel(4)).isEqualTo("2");
      assertThat(rows.next()).isFalse();
      assertThatThrownBy(() -> rows.getInt(1)).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void givesAColumnTheTypeThatHoldsAllOfItsValues() throws SQLException {
    try (ResultSet rows =
        db.createStatement()
            .executeQuery(
                """
                WITH t(whole, wide, mixed, any, none) AS (
                  VALUES (1, 1, 1, 1, NULL), (NULL, 5000000000, 1.5, 'x', NULL))
                SELECT * FROM t
                """)) {
      List<String> types = new ArrayList<>();
      for (int column = 1; column <= 5; column++) {
        types.add(rows.getMetaData().getColumnTypeName(column));
      }
      assertThat(types).containsExactly("INTEGER", "BIGINT", "REAL", "TEXT", "NULL");
    }
  }

  // Counts and keys

  @Test
  void countsTheRowsAStatementChangesItself() throws SQLException {
    update("INSERT INTO item (id) VALUES (1), (2), (3)");
    update("INSERT INTO part (item_id) VALUES (1), (1), (2)");
    assertThat(update("UPDATE item SET amount = 1")).isEqualTo(3);
    assertThat(update("INSERT INTO item (id) VALUES (3) ON CONFLICT DO NOTHING")).isZero();
    assertThat(update("DELETE FROM item WHERE id = 1")).isEqualTo(1);
    assertThat(update("DELETE FROM item WHERE id = 9")).isZero();
    assertThat(update("CREATE TABLE IF NOT EXISTS item (id)")).isZero();
  }

  @Test
  void givesGeneratedKeys() throws SQLException {
    try (PreparedStatement insert =
        db.prepareStatement(
            "INSERT INTO item (name) VALUES (?)", Statement.RETURN_GENERATED_KEYS)) {
      insert.setString(1, "x");
      assertThat(insert.executeUpdate()).isEqualTo(1);
      try (ResultSet keys = insert.getGeneratedKeys()) {
        assertThat(keys.next()).isTrue();
        assertThat(keys.getLong(1)).isEqualTo(1);
      }
    }
    try (PreparedStatement insert =
        db.prepareStatement("INSERT INTO item (name) VALUES ('y')", new String[] {"kind", "id"})) {
      assertThat(insert.executeUpdate()).isEqualTo(1);
      try (ResultSet keys = insert.getGeneratedKeys()) {
        assertThat(keys.next()).isTrue();
        assertThat(keys.getString("kind")).isEqualTo("a");
        assertThat(keys.getInt("id")).isEqualTo(2);
      }
    }
    assertThat(row("INSERT INTO item (id) VALUES (7) RETURNING id, kind")).containsExactly(7, "a");
  }

  // Transactions

  @Test
  void sendsHeldWritesTogetherAndDiscardsThemOnRollback() throws SQLException {
    db.setAutoCommit(false);
    assertThat(update(ADD, 1, "x")).isEqualTo(Statement.SUCCESS_NO_INFO);
    update("UPDATE item SET amount = 4 WHERE id = 1");
    assertThat(countElsewhere()).isZero();
    db.rollback();
    db.commit();
    assertThat(countElsewhere()).isZero();
    update(ADD, 2, "y");
    update("UPDATE item SET amount = 4 WHERE id = 2");
    db.commit();
    assertThat(row("SELECT id, amount FROM item")).containsExactly(2, 4);
    update(ADD, 3, "z");
    db.close();
    assertThat(countElsewhere()).isEqualTo(1);
  }

  @Test
  void keepsNothingOfATransactionWhoseLastWriteFails() throws SQLException {
    db.setAutoCommit(false);
    update(ADD, 1, "x");
    update(ADD, 2, "x");
    assertThatThrownBy(db::commit)
        .isInstanceOfSatisfying(
            SQLIntegrityConstraintViolationException.class,
            e -> {
              assertThat(e.getSQLState()).isEqualTo("23505");
              assertThat(e.getErrorCode()).isEqualTo(7500);
            });
    db.rollback();
    assertThat(countElsewhere()).isZero();
  }

  @Test
  void refusesToReadThroughHeldWrites() throws SQLException {
    db.setAutoCommit(false);
    assertThat(row("SELECT 1")).containsExactly(1);
    update(ADD, 1, "x");
    assertThatThrownBy(() -> row("SELECT 1"))
        .isInstanceOfSatisfying(
            SQLNonTransientException.class,
            e -> {
              assertThat(e.getSQLState()).isEqualTo("25001");
              assertThat(e.getMessage()).contains("Read first and write afterwards");
            });
    assertState("25001", "INSERT INTO item (id) VALUES (3) RETURNING id");
    try (PreparedStatement keyed =
        db.prepareStatement("INSERT INTO item (id) VALUES (4)", Statement.RETURN_GENERATED_KEYS)) {
      assertThatThrownBy(keyed::executeUpdate).hasMessageContaining("Make the key yourself");
    }
    db.commit();
    assertThat(row("SELECT count(*) FROM item")).containsExactly(1);
  }

  @Test
  void defersForeignKeysWithinATransaction() throws SQLException {
    db.setAutoCommit(false);
    update("PRAGMA defer_foreign_keys = on");
    update("INSERT INTO part (item_id) VALUES (1)");
    update(ADD, 1, "x");
    db.commit();
    assertThat(countElsewhere()).isEqualTo(1);
  }

  @Test
  void tellsExactCountsOfHeldWritesWhenAsked() throws SQLException {
    update(ADD, 1, "x");
    try (Connection exact = connect("heldCounts=exact", null)) {
      exact.setAutoCommit(false);
      assertThat(update(exact, ADD, 2, "y")).isEqualTo(1);
      assertThat(update(exact, "UPDATE item SET amount = 1")).isEqualTo(2);
      assertThat(update(exact, "INSERT OR IGNORE INTO item (id) VALUES (2)")).isZero();
      assertThat(update(exact, "DELETE FROM item WHERE id = 9")).isZero();
      assertThat(countElsewhere()).isEqualTo(1);
      exact.commit();
    }
    assertThat(row("SELECT sum(amount), count(*) FROM item")).containsExactly(2, 2);
  }

  @Test
  void rollsBackWhenAnotherWriterMakesACountUntrue() throws SQLException {
    update("INSERT INTO item (id, amount) VALUES (1, 1)");
    try (Connection exact = connect("heldCounts=exact", null)) {
      exact.setAutoCommit(false);
      update(exact, ADD, 2, "y");
      String save = "UPDATE item SET amount = amount + 1 WHERE id = 1 AND amount = 1";
      assertThat(update(exact, save)).isEqualTo(1);
      assertThat(update(save)).isEqualTo(1);
      assertThatThrownBy(exact::commit).isInstanceOf(SQLTransactionRollbackException.class);
    }
    assertThat(row("SELECT count(*), sum(amount) FROM item")).containsExactly(1, 2);
  }

  @Test
  void refusesWritesOfAReadOnlyConnection() throws SQLException {
    db.setReadOnly(true);
    assertThat(row("SELECT 1")).containsExactly(1);
    assertThatThrownBy(() -> update(ADD, 1, "x")).hasMessageContaining("read-only");
    db.setReadOnly(false);
    assertThat(update(ADD, 1, "x")).isEqualTo(1);
  }

  // Batches

  @Test
  void runsBatches() throws SQLException {
    try (PreparedStatement insert = db.prepareStatement(ADD)) {
      for (int i = 0; i < 501; i++) {
        insert.setInt(1, i);
        insert.setString(2, "n" + i);
        insert.addBatch();
      }
      assertThat(insert.executeBatch()).hasSize(501).startsWith(1, 1);
      assertThat(insert.executeBatch()).isEmpty();
    }
    assertThat(countElsewhere()).isEqualTo(501);
  }

  @Test
  void splitsBatchesThatAreTooLargeForOneRequest() throws SQLException {
    String large = "x".repeat(1_900_000);
    try (PreparedStatement insert =
        db.prepareStatement("INSERT INTO item (id, thing) VALUES (?, ?)")) {
      for (int i = 0; i < 10; i++) {
        insert.setInt(1, i);
        insert.setString(2, large);
        insert.addBatch();
      }
      assertThat(insert.executeBatch()).hasSize(10);
    }
    assertThat(row("SELECT count(*), min(length(thing)) FROM item")).containsExactly(10, 1_900_000);
    db.setAutoCommit(false);
    for (int i = 10; i < 20; i++) {
      update("INSERT INTO item (id, thing) VALUES (?, ?)", i, large);
    }
    assertThatThrownBy(db::commit).hasMessageContaining("16 MiB");
    assertThat(countElsewhere()).isEqualTo(10);
  }

  @Test
  void keepsNothingOfAChunkThatFails() throws SQLException {
    try (Statement statement = db.createStatement()) {
      statement.addBatch("INSERT INTO item (id) VALUES (1)");
      statement.addBatch("INSERT INTO item (id) VALUES (1)");
      assertThatThrownBy(statement::executeBatch)
          .isInstanceOfSatisfying(
              BatchUpdateException.class, e -> assertThat(e.getUpdateCounts()).isEmpty())
          .hasCauseInstanceOf(SQLIntegrityConstraintViolationException.class);
    }
    assertThat(countElsewhere()).isZero();
  }

  // Errors and limits

  @Test
  void givesEachErrorItsState() throws SQLException {
    update(ADD, 1, "x");
    assertState("23505", ADD, 1, "y");
    assertState("23505", ADD, 2, "x");
    assertState("23502", "UPDATE item SET kind = NULL");
    assertState("23514", "UPDATE item SET kind = ''");
    assertState("23503", "INSERT INTO part (item_id) VALUES (9)");
    assertState("23000", "INSERT INTO strict_item (i) VALUES ('x')");
    assertState("42000", "selec 1");
    assertState("42S02", "SELECT * FROM nowhere");
    assertState("42S22", "SELECT absent FROM item");
    assertState("42S01", "CREATE TABLE item (id)");
    assertState("0AD01", "BEGIN");
    assertState("0AD01", "SELECT 1; SELECT 2");
    assertState("0AD01", "SELECT :name");
    assertState("42000", " -- nothing");
  }

  private void assertState(String state, String sql, Object... values) {
    assertThatThrownBy(() -> run(sql, values))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).as(sql).isEqualTo(state));
  }

  @Test
  void refusesAWrongToken() throws SQLException {
    try (Connection wrong = connect("", "not-the-token")) {
      assertThatThrownBy(() -> wrong.createStatement().execute("SELECT 1"))
          .isInstanceOfSatisfying(
              SQLInvalidAuthorizationSpecException.class,
              e -> {
                assertThat(e.getErrorCode()).isEqualTo(10000);
                assertThat(e.getMessage()).doesNotContain("not-the-token");
              });
      assertThat(wrong.isValid(5)).isFalse();
    }
    assertThat(db.isValid(5)).isTrue();
  }

  @Test
  void takesAsMuchAsD1DoesAndNoMore() throws SQLException {
    Object[] hundred = new Object[100];
    Arrays.fill(hundred, 1);
    assertThat(row("SELECT 1 IN (" + "?,".repeat(99) + "?)", hundred)).containsExactly(1);
    assertThatThrownBy(
            () -> db.prepareStatement("SELECT 1 IN (" + "?,".repeat(100) + "?)").executeQuery())
        .isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> row("SELECT '" + "x".repeat(100_000) + "'"))
        .isInstanceOf(SQLSyntaxErrorException.class)
        .hasMessageContaining("100,000 bytes");
    assertThatThrownBy(() -> row("SELECT 'a' LIKE ?", "é".repeat(26)))
        .isInstanceOf(SQLDataException.class)
        .hasMessageContaining("50 bytes");
    assertThat(row("SELECT 'a' LIKE ?", "é".repeat(25))).containsExactly(0);
    assertThatThrownBy(() -> row("SELECT " + "1,".repeat(100) + "1"))
        .hasMessageContaining("100 columns");
    assertThat(row("SELECT " + "1,".repeat(99) + "1")).hasSize(100);
    assertThatThrownBy(() -> row("SELECT ?", "x".repeat(2_000_001)))
        .isInstanceOf(SQLDataException.class)
        .hasMessageContaining("2,000,000");
  }

  // Hostile text

  @ParameterizedTest
  @MethodSource("dev.crow.testkit.cloudflare.Injections#all")
  void takesHostileTextForText(String text) throws SQLException {
    update(ADD, 1, text);
    assertThat(row("SELECT name FROM item WHERE name = ?", text)).containsExactly(text);
    try (PreparedStatement insert = db.prepareStatement(ADD)) {
      insert.setInt(1, 2);
      insert.setNString(2, "n" + text);
      insert.addBatch();
      insert.setInt(1, 3);
      insert.setCharacterStream(2, new StringReader("r" + text));
      insert.addBatch();
      insert.executeBatch();
    }
    db.setAutoCommit(false);
    update("UPDATE item SET thing = ? WHERE name = ?", text, text);
    db.commit();
    db.setAutoCommit(true);
    assertThat(row("SELECT count(*), max(length(name)) - 1, max(thing) FROM item"))
        .containsExactly(3, text.codePointCount(0, text.length()), text);
    assertThat(row("SELECT count(*) FROM item WHERE instr(name, ?) > 0", text)).containsExactly(3);
  }

  @ParameterizedTest
  @MethodSource("dev.crow.testkit.cloudflare.Injections#all")
  void takesHostileNamesForNames(String name) throws SQLException {
    update(ADD, 1, "x");
    var meta = db.getMetaData();
    assertThat(column(meta.getPrimaryKeys(null, null, name), "COLUMN_NAME")).isEmpty();
    assertThat(column(meta.getIndexInfo(null, null, name, true, true), "INDEX_NAME")).isEmpty();
    assertThat(column(meta.getImportedKeys(null, null, name), "FK_NAME")).isEmpty();
    assertThat(column(meta.getExportedKeys(null, null, name), "FK_NAME")).isEmpty();
    if (name.getBytes(StandardCharsets.UTF_8).length <= 50) {
      assertThat(column(meta.getTables(name, name, name, new String[] {name}), "TABLE_NAME"))
          .isEmpty();
      assertThat(column(meta.getColumns(null, null, "item", name + "_"), "COLUMN_NAME")).isEmpty();
    }
    assertThatThrownBy(
            () ->
                db.prepareStatement(
                        "INSERT INTO item (id, name) VALUES (2, 'y')", new String[] {name})
                    .executeUpdate())
        .isInstanceOf(SQLException.class);
    try (ResultSet rows = db.createStatement().executeQuery("SELECT id FROM item")) {
      rows.next();
      assertThatThrownBy(() -> rows.getString(name)).isInstanceOf(SQLException.class);
    }
    assertThat(row("SELECT count(*), max(name) FROM item")).containsExactly(1, "x");
  }

  @Test
  void refusesValuesOfTypesThatD1HasNot() {
    for (Object value : new Object[] {new Object(), new int[] {1}, List.of("a"), Locale.ROOT}) {
      assertState("0AD01", "SELECT ?", value);
    }
  }

  @Test
  void refusesToReadAValueAsWhatItIsNot() throws SQLException {
    update("INSERT INTO item (id, name, amount) VALUES (1, 'no number', 4000000000)");
    try (ResultSet rows =
        db.createStatement().executeQuery("SELECT name, amount, x'00ff' FROM item")) {
      rows.next();
      for (ThrowingCallable read :
          new ThrowingCallable[] {
            () -> rows.getInt(1),
            () -> rows.getBigDecimal(1),
            () -> rows.getTimestamp(1),
            () -> rows.getObject(1, UUID.class),
            () -> rows.getInt(2),
            () -> rows.getShort(2),
            () -> rows.getLong(3)
          }) {
        assertThatThrownBy(read).isInstanceOf(SQLDataException.class);
      }
      assertThat(rows.getLong(2)).isEqualTo(4_000_000_000L);
      assertThatThrownBy(() -> rows.getObject(1, List.class)).isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> rows.getString(4)).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void refusesRowsThatAreTooLargeBeforeAnythingIsSent() throws SQLException {
    byte[] most = new byte[2_000_000];
    db.setAutoCommit(false);
    update(ADD, 1, "x");
    assertState("22001", "UPDATE item SET content = ?", new byte[2_000_001]);
    assertState("22001", "UPDATE item SET name = ?", "é".repeat(1_000_001));
    db.rollback();
    assertThat(countElsewhere()).isZero();
    db.setAutoCommit(true);
    // Each value is small enough, but D1 counts the whole row.
    assertThatThrownBy(
            () ->
                update(
                    "INSERT INTO item (id, content, thing, ratio) VALUES (1, ?, ?, ?)",
                    most,
                    most,
                    most))
        .isInstanceOf(SQLDataException.class);
    assertThat(countElsewhere()).isZero();
  }

  // Metadata

  @Test
  void describesTables() throws SQLException {
    run("CREATE VIEW IF NOT EXISTS item_view AS SELECT id FROM item");
    var meta = db.getMetaData();
    assertThat(column(meta.getTables(null, null, "%item%", null), "TABLE_NAME"))
        .containsExactly("item", "strict_item", "item_view");
    assertThat(column(meta.getTables(null, null, null, new String[] {"VIEW"}), "TABLE_NAME"))
        .containsExactly("item_view");
    assertThat(column(meta.getColumns(null, null, "item", "%"), "COLUMN_NAME"))
        .containsExactly("id", "name", "amount", "ratio", "thing", "content", "kind");
    assertThat(column(meta.getColumns(null, null, "item", "kind"), "IS_NULLABLE"))
        .containsExactly("NO");
    assertThat(column(meta.getPrimaryKeys(null, null, "item"), "COLUMN_NAME"))
        .containsExactly("id");
    assertThat(column(meta.getIndexInfo(null, null, "item", false, false), "INDEX_NAME"))
        .containsExactly("sqlite_autoindex_item_1", "item_amount");
    assertThat(column(meta.getImportedKeys(null, null, "part"), "PKCOLUMN_NAME"))
        .containsExactly("id");
    assertThat(column(meta.getExportedKeys(null, null, "item"), "FKTABLE_NAME"))
        .containsExactly("part");
    assertThat(column(meta.getTypeInfo(), "TYPE_NAME")).hasSize(4);
    run("DROP VIEW item_view");
  }

  @Test
  void keepsTriggersWhole() throws SQLException {
    run(
        """
        CREATE TRIGGER item_parts AFTER INSERT ON item BEGIN
          INSERT INTO part (item_id, no) VALUES (new.id, CASE WHEN new.id > 1 THEN 1 ELSE 2 END);
          UPDATE item SET amount = 1 WHERE id = new.id; -- ;
        END;
        """);
    assertThat(update(ADD, 1, "x")).isEqualTo(1);
    assertThat(row("SELECT no, amount FROM part, item")).containsExactly(2, 1);
  }

  private static List<@Nullable String> column(ResultSet rows, String column) throws SQLException {
    List<@Nullable String> values = new ArrayList<>();
    try (rows) {
      while (rows.next()) {
        values.add(rows.getString(column));
      }
    }
    return values;
  }

  private void run(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(db, sql, values)) {
      statement.execute();
    }
  }

  private int update(String sql, @Nullable Object... values) throws SQLException {
    return update(db, sql, values);
  }

  private static int update(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql, values)) {
      return statement.executeUpdate();
    }
  }

  private static PreparedStatement prepare(
      Connection connection, String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  private List<@Nullable Object> row(String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(db, sql, values);
        ResultSet rows = statement.executeQuery()) {
      assertThat(rows.next()).isTrue();
      List<@Nullable Object> row = new ArrayList<>();
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        row.add(rows.getObject(i));
      }
      return row;
    }
  }

  private long countElsewhere() throws SQLException {
    try (Connection other = connect("", null);
        ResultSet rows = other.createStatement().executeQuery("SELECT count(*) FROM item")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
