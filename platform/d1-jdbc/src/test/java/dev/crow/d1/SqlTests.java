package dev.crow.d1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crow.d1.Sql.Kind;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT 1 | SELECT",
        "values (1) | SELECT",
        "/* c */ -- d | DEFINE",
        "WITH t AS (INSERT_ME) SELECT 1 | SELECT",
        "WITH t AS (SELECT 1) DELETE FROM t | CHANGE",
        "WITH t AS (SELECT 1) INSERT INTO u SELECT * FROM t | INSERT",
        "INSERT INTO t VALUES (1) | INSERT",
        "REPLACE INTO t VALUES (1) | CHANGE",
        "update t set a = 1 | CHANGE",
        "EXPLAIN QUERY PLAN DELETE FROM t | INFO",
        "PRAGMA table_info(t) | INFO",
        "PRAGMA foreign_keys | INFO",
        "PRAGMA defer_foreign_keys = on | DEFINE",
        "PRAGMA optimize | DEFINE",
        "CREATE TABLE t (a) | DEFINE",
        "ALTER TABLE t ADD b | DEFINE",
      })
  void tellsReadsFromWrites(String sql, String kind) throws SQLException {
    if (sql.startsWith("/*")) {
      assertThatThrownBy(() -> Sql.parse(sql)).isInstanceOf(SQLException.class);
    } else {
      assertThat(Sql.parse(sql).kind()).isEqualTo(Kind.valueOf(kind.toUpperCase(Locale.ROOT)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT '?', \"?\", `?`, [?], x'3f', ?1 -- ?\n /* ? ;",
        "SELECT 'it''s ?', \"a\"\"?\", ?",
        "SELECT ? /* ; */ ; ; -- end",
        "SELECT a$b, ą?1",
      })
  void findsPlaceholdersOnlyWhereTheyAre(String sql) throws SQLException {
    assertThat(Sql.parse(sql).parameters()).isEqualTo(1);
  }

  @Test
  void numbersPlaceholdersAsSqliteDoes() throws SQLException {
    assertThat(Sql.parse("SELECT ?, ?5, ?, ?2").placeholders())
        .extracting(Sql.Placeholder::number)
        .containsExactly(1, 5, 6, 2);
  }

  @Test
  void castsWholeNumbersOnly() throws SQLException {
    Sql sql = Sql.parse("SELECT ?, ?, ? , ?1;");
    Query query = sql.bind(new Object[] {5L, "x", 0.5});
    assertThat(query.sql())
        .isEqualTo("SELECT (+CAST(?1 AS INTEGER)), ?2, ?3 , (+CAST(?1 AS INTEGER))");
    assertThat(query.params()).containsExactly("5", "x", 0.5);
    assertThat(sql.bind(new Object[] {"a", "b", "c"}).sql()).isEqualTo("SELECT ?, ?, ? , ?1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BEGIN",
        "commit",
        "SAVEPOINT x",
        "VACUUM",
        "ATTACH 'x' AS y",
        "SELECT 1; DROP TABLE t",
        "SELECT @a",
        "SELECT $a"
      })
  void refusesWhatD1DoesNotHave(String sql) {
    assertThatThrownBy(() -> Sql.parse(sql)).isInstanceOf(SQLFeatureNotSupportedException.class);
  }

  @Test
  void keepsTriggersInOnePiece() throws SQLException {
    String trigger =
        "CREATE TEMP TRIGGER t AFTER INSERT ON a BEGIN SELECT CASE 1 WHEN 1 THEN 2 END; DELETE FROM"
            + " b; END";
    assertThat(Sql.parse(trigger + ";").text()).isEqualTo(trigger);
    assertThatThrownBy(() -> Sql.parse(trigger + "; DROP TABLE a"))
        .isInstanceOf(SQLFeatureNotSupportedException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INSERT INTO t VALUES (1, (SELECT 2)) | true",
        "INSERT INTO t (a) VALUES (1) RETURNING a | true",
        "INSERT INTO t VALUES (1), (2) | false",
        "INSERT OR IGNORE INTO t VALUES (1) | false",
        "INSERT INTO t VALUES (1) ON CONFLICT DO NOTHING | false",
        "INSERT INTO t SELECT 1 | false",
      })
  void knowsWhichInsertsAddOneRow(String sql, boolean one) throws SQLException {
    assertThat(Sql.parse(sql).insertsOneRow()).isEqualTo(one);
  }

  @Test
  void countsColumnsAndTermsWhereTheyCount() throws SQLException {
    Sql.parse(
        "SELECT max(" + "1,".repeat(120) + "1) FROM t WHERE a IN (" + "1,".repeat(200) + "1)");
    assertThatThrownBy(() -> Sql.parse("SELECT 1" + " UNION SELECT 1".repeat(5)))
        .isInstanceOf(SQLException.class);
    Sql.parse("SELECT 1" + " UNION ALL SELECT 1".repeat(4));
    Sql.parse("INSERT INTO t VALUES " + "(1),".repeat(500) + "(1)");
  }

  @Test
  void looksAtThePatternOfALikeOnly() throws SQLException {
    String text = "x".repeat(60);
    Sql.parse("SELECT ? LIKE ?").bind(new Object[] {text, "a%"});
    Sql pattern = Sql.parse("SELECT a NOT LIKE ?2 FROM t WHERE b = ?1");
    pattern.bind(new Object[] {text, "a%"});
    assertThatThrownBy(() -> pattern.bind(new Object[] {"a", text}))
        .isInstanceOf(SQLDataException.class);
  }

  @Test
  void survivesAnyText() {
    String alphabet = "?'\"[]`;:@$#-/*( )x1aé\n\0\uFEFF";
    var random = new java.util.Random(7);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder sql = new StringBuilder("SELECT ");
      for (int j = random.nextInt(12); j > 0; j--) {
        sql.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      List<Token> tokens = Tokenizer.tokens(sql.toString());
      int end = 0;
      for (Token token : tokens) {
        assertThat(token.start()).isGreaterThanOrEqualTo(end);
        assertThat(token.end()).isGreaterThan(token.start());
        end = token.end();
      }
    }
  }
}
