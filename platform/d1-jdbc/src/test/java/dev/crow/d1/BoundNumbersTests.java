package dev.crow.d1;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole number sent as text and cast means what one bound by SQLite itself means. */
class BoundNumbersTests {

  private static final long[] NUMBERS = {
    0, 1, -1, 5, 12, (1L << 53) + 1, Long.MAX_VALUE, Long.MIN_VALUE
  };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT typeof(?), ? / 2, ? % 3, -? , ~?, ? || 'x', ? IS 5, ? = '5', ? < '5', ? BETWEEN 1 AND 9",
        "SELECT count(*) FROM t WHERE txt = ?",
        "SELECT count(*) FROM t WHERE txt > ?",
        "SELECT count(*) FROM t WHERE txt IN (?, ?)",
        "SELECT count(*) FROM t WHERE num = ? OR rl = ? OR whatever = ? OR bl = ?",
        "SELECT count(*) FROM t WHERE ? = txt",
        "SELECT group_concat(txt) FROM (SELECT txt FROM t ORDER BY ?, txt LIMIT 3)",
        "SELECT json_object('a', ?), json_array(?, 1.5), hex(?), quote(?), abs(? / 2), round(?)",
        "SELECT CASE ? WHEN 5 THEN 'int' WHEN '5' THEN 'text' ELSE 'none' END",
        "SELECT coalesce(NULL, ?), max(?, 2), min('a', ?), iif(?, 'y', 'n'), ? COLLATE NOCASE",
        "SELECT cast(? AS TEXT), cast(? AS REAL), ? + 1.5, ? -> '$', json_extract('[1,2]', '$[' || ? || ']')",
        "SELECT sum(column1), total(column1) FROM (VALUES (?), (? / 2))",
        "SELECT typeof(txt), txt, typeof(num), num, typeof(rl), typeof(whatever), typeof(bl) FROM"
            + " (SELECT 1 LIMIT 0) UNION ALL SELECT txt, txt, num, num, rl, whatever, ? FROM t",
        "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < min(?, 7)) SELECT"
            + " max(i) FROM n",
        "SELECT substr('abcdefghijklmnop', ?, 3), printf('%d %s', ?, ?), char(65 + min(max(?, 0), 9))",
        "SELECT row_number() OVER (ORDER BY txt + ?), ? FROM t LIMIT 2",
      })
  void meansTheSame(String sql) throws SQLException {
    try (Connection sqlite = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      try (var statement = sqlite.createStatement()) {
        statement.execute("CREATE TABLE t (txt TEXT, num INTEGER, rl REAL, whatever, bl BLOB)");
        for (String value : new String[] {"5", "'5'", "'05'", "5.0", "12", "'abc'", "NULL", "-1"}) {
          statement.execute("INSERT INTO t VALUES (%1$s, %1$s, %1$s, %1$s, %1$s)".formatted(value));
        }
      }
      Sql parsed = Sql.parse(sql);
      for (long number : NUMBERS) {
        @Nullable Object[] values = new @Nullable Object[parsed.parameters()];
        java.util.Arrays.fill(values, number);
        Query query = parsed.bind(values);
        assertThat(all(sqlite, query.sql(), query.params().toArray()))
            .as("%d in %s", number, sql)
            .isEqualTo(all(sqlite, sql, values));
      }
    }
  }

  private static String all(Connection sqlite, String sql, @Nullable Object[] values) {
    StringBuilder all = new StringBuilder();
    try (PreparedStatement statement = sqlite.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
          for (int i = 1; i <= columns; i++) {
            Object cell = rows.getObject(i);
            all.append(cell == null ? "null" : cell.getClass().getSimpleName() + ":" + cell);
            all.append('|');
          }
        }
      }
    } catch (SQLException e) {
      // An overflow is an answer too, if it is the same one.
      all.append(e.getMessage());
    }
    return all.toString();
  }
}
