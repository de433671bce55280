package dev.crow.testkit.relational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crow.relational.Timestamps;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a service relies on in its database, whichever engine is behind the URL. The units of work
 * here read first and write afterwards, as all of CROW's do, so that an engine that sends a unit's
 * writes as one batch can pass.
 */
public abstract class RelationalContract {

  private static final String ADD = "INSERT INTO contract_row (id, kind, made_at) VALUES (?, ?, ?)";
  private static final String NOW = "2026-03-01T08:15:00.000Z";

  /** On a database whose exceptions are translated as a service's are. */
  protected abstract JdbcClient jdbc();

  /** Writing units of work on the same database. */
  protected abstract TransactionTemplate transaction();

  @BeforeEach
  void emptyTables() {
    jdbc().sql("DROP TABLE IF EXISTS contract_part").update();
    jdbc().sql("DROP TABLE IF EXISTS contract_row").update();
    jdbc()
        .sql(
            """
            CREATE TABLE contract_row (
              id TEXT PRIMARY KEY,
              kind TEXT NOT NULL CHECK (kind <> ''),
              made_at TEXT NOT NULL,
              amount INTEGER,
              name TEXT UNIQUE,
              content BLOB
            )
            """)
        .update();
    jdbc()
        .sql("CREATE TABLE contract_part (row_id TEXT NOT NULL REFERENCES contract_row (id))")
        .update();
  }

  @Test
  void keepsACommittedUnitOfWork() {
    transaction()
        .executeWithoutResult(
            _ -> {
              add("1");
              add("2");
            });
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void keepsNothingOfAFailedUnitOfWork() {
    add("0");
    assertThatThrownBy(
            () ->
                transaction()
                    .executeWithoutResult(
                        _ -> {
                          add("1");
                          throw new IllegalStateException("changed my mind");
                        }))
        .hasMessage("changed my mind");
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void keepsNothingOfAUnitOfWorkWhoseLastWriteIsRefused() {
    add("taken");
    assertThatThrownBy(
            () ->
                transaction()
                    .executeWithoutResult(
                        _ -> {
                          add("1");
                          add("taken");
                        }))
        .isInstanceOf(DuplicateKeyException.class);
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void refusesASecondRowWithTheSameKey() {
    add("1");
    assertThatThrownBy(() -> add("1")).isInstanceOf(DuplicateKeyException.class);
  }

  @Test
  void refusesASecondRowWithTheSameUniqueValue() {
    add("1");
    add("2");
    String name = "UPDATE contract_row SET name = 'same' WHERE id = ?";
    jdbc().sql(name).param("1").update();
    assertThatThrownBy(() -> jdbc().sql(name).param("2").update())
        .isInstanceOf(DuplicateKeyException.class);
  }

  @Test
  void refusesWhatATableForbids() {
    assertRefused(() -> jdbc().sql(ADD).params("1", "", NOW).update());
    assertRefused(
        () -> jdbc().sql("INSERT INTO contract_row (id, kind) VALUES ('1', 'a')").update());
    assertRefused(
        () -> jdbc().sql("INSERT INTO contract_part (row_id) VALUES (?)").param("none").update());
    assertThat(count()).isZero();
  }

  private static void assertRefused(Runnable write) {
    assertThatThrownBy(write::run)
        .isInstanceOf(DataIntegrityViolationException.class)
        .isNotInstanceOf(DuplicateKeyException.class);
  }

  @Test
  void saysWhetherAnInsertThatMayBeIgnoredHappened() {
    String claim = ADD + " ON CONFLICT DO NOTHING";
    assertThat(jdbc().sql(claim).params("1", "a", NOW).update()).isEqualTo(1);
    assertThat(jdbc().sql(claim).params("1", "b", NOW).update()).isZero();
    assertThat(text("kind")).isEqualTo("a");
  }

  @Test
  void ordersTimesAsTimes() {
    Instant start = Instant.parse("2026-03-01T08:15:00Z");
    List<Instant> times =
        List.of(start, start.plusMillis(5), start.plusMillis(50), start.plusSeconds(1));
    for (int i = times.size() - 1; i >= 0; i--) {
      jdbc().sql(ADD).params("n" + i, "a", Timestamps.format(times.get(i))).update();
    }
    assertThat(
            jdbc()
                .sql("SELECT made_at FROM contract_row ORDER BY made_at")
                .query(String.class)
                .list()
                .stream()
                .map(Timestamps::parse))
        .containsExactlyElementsOf(times);
    assertThat(
            jdbc()
                .sql("SELECT count(*) FROM contract_row WHERE made_at < ?")
                .param(Timestamps.format(start.plusMillis(50)))
                .query(Long.class)
                .single())
        .isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 9_007_199_254_740_993L, Long.MAX_VALUE, Long.MIN_VALUE})
  void keepsWholeNumbersExactly(long number) {
    add("1");
    jdbc().sql("UPDATE contract_row SET amount = ?").param(number).update();
    assertThat(jdbc().sql("SELECT amount FROM contract_row").query(Long.class).single())
        .isEqualTo(number);
    assertThat(
            jdbc()
                .sql("SELECT count(*) FROM contract_row WHERE amount = ?")
                .param(number)
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"zażółć 漢字 👩‍🚀", "1", "1.0", "'; DROP TABLE contract_row; --", "a\nb", " "})
  void keepsTextExactly(String text) {
    jdbc().sql(ADD).params("1", text, NOW).update();
    assertThat(text("kind")).isEqualTo(text);
    assertThat(text("typeof(kind)")).isEqualTo("text");
  }

  @Test
  void keepsBytesExactly() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    add("1");
    jdbc().sql("UPDATE contract_row SET content = ?").param(all).update();
    assertThat(
            jdbc()
                .sql("SELECT content FROM contract_row")
                .query((row, _) -> row.getBytes(1))
                .single())
        .isEqualTo(all);
  }

  @Test
  void tellsNullFromZeroAndFromEmpty() {
    add("1");
    jdbc()
        .sql("UPDATE contract_row SET amount = :amount, name = :name")
        .param("amount", null)
        .param("name", "")
        .update();
    var row = jdbc().sql("SELECT amount, name FROM contract_row").query().singleRow();
    assertThat(row.get("amount")).isNull();
    assertThat(row.get("name")).isEqualTo("");
  }

  @Test
  void takesNamedParametersAndLimits() {
    for (int i = 0; i < 5; i++) {
      add("n" + i);
    }
    assertThat(
            jdbc()
                .sql("SELECT id FROM contract_row WHERE id > :after ORDER BY id LIMIT :limit")
                .param("after", "n1")
                .param("limit", 2)
                .query(String.class)
                .list())
        .containsExactly("n2", "n3");
  }

  private void add(String id) {
    jdbc().sql(ADD).params(id, "a", NOW).update();
  }

  private long count() {
    return jdbc().sql("SELECT count(*) FROM contract_row").query(Long.class).single();
  }

  private String text(String expression) {
    return jdbc().sql("SELECT " + expression + " FROM contract_row").query(String.class).single();
  }
}
