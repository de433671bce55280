package dev.crow.testkit.cloudflare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.d1.D1DataSource;
import dev.crow.testkit.cloudflare.FakeD1.Fault;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random transactions while one request in twenty goes wrong: what was committed is there once and
 * whole, and nothing else is. An unknown outcome is told as such, and doing the same again under
 * the same inbox key settles it.
 */
class D1TransactionPropertyTests {

  private static final int TRANSACTIONS = 250;
  private static final int ACCOUNTS = 5;
  private static final Set<String> UNKNOWN = Set.of("08007", "57014");
  private static final Fault[] FAULTS = {
    Fault.RESET,
    Fault.RESET,
    Fault.LOST_ANSWER,
    Fault.TRUNCATED,
    Fault.HTML,
    Fault.INTERNAL_ERROR,
    Fault.SLOW
  };

  /** What the database has to hold. */
  private final Map<Integer, Long> balances = new TreeMap<>();

  private final Map<String, Integer> lines = new TreeMap<>();
  private int happened;
  private int didNot;

  @ParameterizedTest
  @CsvSource({"1,unknown", "2,unknown", "3,exact", "4,exact"})
  void leavesExactlyWhatWasCommitted(long seed, String heldCounts, @TempDir Path folder)
      throws SQLException {
    try (FakeD1 d1 = FakeD1.start(folder.resolve("d1.db"))) {
      Properties properties = new Properties();
      properties.setProperty("token", FakeD1.TOKEN);
      DataSource source = new D1DataSource(d1.jdbcUrl() + "&heldCounts=" + heldCounts, properties);
      makeTables(source);
      Random random = new Random(seed);
      d1.failRandomly(0.05, seed, FAULTS);
      for (int i = 0; i < TRANSACTIONS; i++) {
        transact(source, Transfer.random("t" + i, random));
      }
      d1.failRandomly(0, seed);
      assertHolds(source);
    }
    assertThat(happened).as("unknown outcomes that were commits").isPositive();
    assertThat(didNot).as("unknown outcomes that were none").isPositive();
  }

  private void makeTables(DataSource source) throws SQLException {
    try (Connection db = source.getConnection();
        var statement = db.createStatement()) {
      statement.execute("CREATE TABLE inbox (id TEXT PRIMARY KEY)");
      statement.execute("CREATE TABLE account (id INTEGER PRIMARY KEY, balance INTEGER NOT NULL)");
      statement.execute("CREATE TABLE line (id TEXT, no INTEGER, PRIMARY KEY (id, no))");
      for (int id = 0; id < ACCOUNTS; id++) {
        statement.execute("INSERT INTO account VALUES (" + id + ", 0)");
        balances.put(id, 0L);
      }
    }
  }

  /** As a consumer does: again and again with the same key, until the outcome is known. */
  private void transact(DataSource source, Transfer transfer) throws SQLException {
    boolean unknown = false;
    while (true) {
      try (Connection db = source.getConnection()) {
        db.setAutoCommit(false);
        transfer.run(db);
        if (transfer.ending() == Ending.ROLLBACK) {
          db.rollback();
          return;
        }
        db.commit();
        didNot += unknown ? 1 : 0;
        expect(transfer);
        return;
      } catch (SQLException e) {
        if (UNKNOWN.contains(e.getSQLState())) {
          assertThat(e.getMessage()).contains("unknown");
          unknown = true;
        } else if (e.getSQLState().equals("23505")
            && String.valueOf(e.getMessage()).contains("inbox.id")) {
          assertThat(unknown).as("a key that is taken was taken by an unknown commit").isTrue();
          happened++;
          expect(transfer);
          return;
        } else {
          assertThat(transfer.ending()).as(e.toString()).isEqualTo(Ending.FAILURE);
          assertThat(e.getSQLState()).isEqualTo("23505");
          return;
        }
      }
    }
  }

  private void expect(Transfer transfer) {
    balances.merge(transfer.from(), -transfer.amount(), Long::sum);
    balances.merge(transfer.to(), transfer.amount(), Long::sum);
    lines.put(transfer.id(), transfer.lines());
  }

  private void assertHolds(DataSource source) throws SQLException {
    Map<Integer, Long> found = new TreeMap<>();
    Map<String, Integer> foundLines = new TreeMap<>();
    try (Connection db = source.getConnection();
        ResultSet accounts = db.createStatement().executeQuery("SELECT * FROM account");
        ResultSet counted =
            db.createStatement()
                .executeQuery(
                    "SELECT i.id, (SELECT count(*) FROM line l WHERE l.id = i.id) FROM inbox i");
        ResultSet stray =
            db.createStatement()
                .executeQuery("SELECT count(*) FROM line WHERE id NOT IN (SELECT id FROM inbox)")) {
      while (accounts.next()) {
        found.put(accounts.getInt(1), accounts.getLong(2));
      }
      while (counted.next()) {
        foundLines.put(counted.getString(1), counted.getInt(2));
      }
      stray.next();
      assertThat(stray.getInt(1)).isZero();
    }
    assertThat(foundLines).isEqualTo(lines);
    assertThat(found).isEqualTo(balances);
  }

  private enum Ending {
    COMMIT,
    ROLLBACK,
    /** The last write breaks a constraint. */
    FAILURE
  }

  private record Transfer(String id, int from, int to, long amount, int lines, Ending ending) {

    static Transfer random(String id, Random random) {
      int ending = random.nextInt(10);
      return new Transfer(
          id,
          random.nextInt(ACCOUNTS),
          random.nextInt(ACCOUNTS),
          random.nextLong(-1_000_000_000_000_000L, 1_000_000_000_000_000L),
          random.nextInt(1, 5),
          ending == 0 ? Ending.ROLLBACK : ending == 1 ? Ending.FAILURE : Ending.COMMIT);
    }

    void run(Connection db) throws SQLException {
      try (PreparedStatement read =
          db.prepareStatement("SELECT balance FROM account WHERE id = ?")) {
        read.setInt(1, from);
        assertThat(read.executeQuery().next()).isTrue();
      }
      update(db, "INSERT INTO inbox VALUES (?)", id);
      update(db, "UPDATE account SET balance = balance - ? WHERE id = ?", amount, from);
      update(db, "UPDATE account SET balance = balance + ? WHERE id = ?", amount, to);
      for (int no = 0; no < lines; no++) {
        update(db, "INSERT INTO line VALUES (?, ?)", id, no);
      }
      if (ending == Ending.FAILURE) {
        update(db, "INSERT INTO line VALUES (?, ?)", id, 0);
      }
    }

    private static void update(Connection db, String sql, Object... values) throws SQLException {
      try (PreparedStatement write = db.prepareStatement(sql)) {
        for (int i = 0; i < values.length; i++) {
          write.setObject(i + 1, values[i]);
        }
        write.executeUpdate();
      }
    }
  }
}
