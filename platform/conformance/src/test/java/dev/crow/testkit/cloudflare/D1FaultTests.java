package dev.crow.testkit.cloudflare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crow.d1.D1DataSource;
import dev.crow.testkit.cloudflare.FakeD1.Fault;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What the driver makes of a network and a D1 that fail. */
class D1FaultTests {

  private FakeD1 d1;
  private Connection db;

  @BeforeEach
  void start(@TempDir Path folder) throws SQLException {
    d1 = FakeD1.start(folder.resolve("d1.db"));
    db = connect(d1.jdbcUrl());
    db.createStatement().execute("CREATE TABLE item (id INTEGER PRIMARY KEY)");
  }

  @AfterEach
  void stop() throws SQLException {
    db.close();
    d1.close();
  }

  private static Connection connect(String url) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("password", FakeD1.TOKEN);
    return new D1DataSource(url, properties).getConnection();
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"SLOW", "SILENCE"})
  void repeatsReads(Fault fault) throws SQLException {
    int before = d1.requests();
    d1.failNext(fault);
    assertThat(count()).isZero();
    assertThat(d1.requests() - before).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(names = {"RATE_LIMITED", "OVERLOADED"})
  void repeatsWritesThatWereRefused(Fault fault) throws SQLException {
    d1.failNext(fault);
    assertThat(add(1)).isEqualTo(1);
    assertThat(count()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"RESET", "LOST_ANSWER", "INTERNAL_ERROR", "HTML", "TRUNCATED"})
  void neverRepeatsAWriteThatMayHaveHappened(Fault fault) throws SQLException {
    int before = d1.requests();
    d1.failNext(fault);
    assertThatThrownBy(() -> add(1))
        .isInstanceOfSatisfying(
            SQLTransientConnectionException.class,
            e -> assertThat(e.getSQLState()).isEqualTo("08007"))
        .hasMessageContaining("unknown");
    assertThat(d1.requests() - before).isEqualTo(1);
    assertThat(count()).isEqualTo(fault == Fault.LOST_ANSWER || fault == Fault.TRUNCATED ? 1 : 0);
  }

  @Test
  void waitsForASlowAnswer() throws SQLException {
    d1.failNext(Fault.SLOW);
    assertThat(add(1)).isEqualTo(1);
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void neverSendsACommitTwice() throws SQLException {
    db.setAutoCommit(false);
    add(1);
    d1.failNext(Fault.LOST_ANSWER);
    assertThatThrownBy(db::commit).isInstanceOf(SQLTransientConnectionException.class);
    db.rollback();
    db.commit();
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void givesUpOnAReadThatKeepsFailing() {
    d1.failNext(Fault.RESET, Fault.HTML, Fault.RESET, Fault.INTERNAL_ERROR, Fault.HTML);
    assertThatThrownBy(this::count)
        .isInstanceOfSatisfying(
            SQLTransientConnectionException.class, e -> assertThat(e.getErrorCode()).isEqualTo(502))
        .hasMessageContaining("no JSON")
        .hasMessageNotContaining("Bad Gateway");
  }

  @Test
  void waitsNoLongerThanTheTimeout() throws SQLException {
    d1.failNext(Fault.SILENCE);
    try (Statement statement = db.createStatement()) {
      statement.setQueryTimeout(1);
      assertThatThrownBy(() -> statement.executeQuery("SELECT 1"))
          .isInstanceOf(SQLTimeoutException.class);
      d1.failNext(Fault.RATE_LIMITED);
      // It would have to wait a second, and then more.
      assertThatThrownBy(() -> statement.executeQuery("SELECT 1"))
          .isInstanceOf(SQLTransientConnectionException.class);
    }
  }

  @Test
  void refusesAnAnswerThatIsTooLarge() throws SQLException {
    try (Connection narrow = connect(d1.jdbcUrl() + "&maxAnswerBytes=1000")) {
      assertThatThrownBy(() -> narrow.createStatement().executeQuery("SELECT hex(zeroblob(1000))"))
          .isInstanceOf(SQLNonTransientException.class)
          .hasMessageContaining("maxAnswerBytes");
    }
  }

  @Test
  void namesADatabaseThatIsNotThere() throws SQLException {
    String url = d1.jdbcUrl().replace(FakeD1.DATABASE, "99999999-2222-4333-8444-555555555555");
    try (Connection lost = connect(url)) {
      assertThatThrownBy(() -> lost.createStatement().execute("SELECT 1"))
          .isInstanceOfSatisfying(
              SQLNonTransientConnectionException.class,
              e -> assertThat(e.getErrorCode()).isEqualTo(7404))
          .hasMessageContaining("99999999");
    }
  }

  @Test
  void survivesManyRandomFaultsWithoutDoingAnythingTwice() throws SQLException {
    int told = 0;
    int unknown = 0;
    for (int id = 1; id <= 100; id++) {
      if (id % 20 == 0) {
        d1.failNext(id % 40 == 0 ? Fault.LOST_ANSWER : Fault.RESET);
      }
      try {
        told += add(id);
      } catch (SQLTransientConnectionException e) {
        unknown++;
      }
    }
    assertThat(unknown).isEqualTo(5);
    assertThat(told).isEqualTo(95);
    assertThat(count()).isEqualTo(97);
  }

  private int add(int id) throws SQLException {
    try (var insert = db.prepareStatement("INSERT INTO item (id) VALUES (?)")) {
      insert.setInt(1, id);
      return insert.executeUpdate();
    }
  }

  private long count() throws SQLException {
    try (Statement statement = db.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM item")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
