package dev.crow.relational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class RelationalTests {

  @TempDir Path data;

  @Test
  void keepsRowsInTheDataFolderOverARestart() {
    try (var service = TestService.start(data)) {
      service.add("1");
    }
    assertThat(data.resolve("things/things.db")).exists();
    try (var service = TestService.start(data)) {
      assertThat(service.count()).isEqualTo(1);
    }
  }

  @Test
  void aServiceThatNamesNoDatabaseGetsNone() {
    try (var context = TestService.context(TestService.App.class, data, List.of())) {
      assertThat(context.getBeansOfType(DataSource.class)).isEmpty();
      assertThat(context.getBeansOfType(Flyway.class)).isEmpty();
      assertThat(context.getBeansOfType(JdbcClient.class)).isEmpty();
      assertThat(data).isEmptyDirectory();
    }
  }

  @Test
  void anExplicitUrlWins() {
    Path elsewhere = data.resolve("elsewhere.db");
    try (var service =
        TestService.start(data, "--spring.datasource.url=jdbc:sqlite:" + elsewhere)) {
      service.writing().executeWithoutResult(_ -> service.add("1"));
      assertThat(service.count()).isEqualTo(1);
    }
    assertThat(elsewhere).exists();
    assertThat(data.resolve("things")).doesNotExist();
  }

  @Test
  void oneUrlForAllServicesHasEachOnesNameInIt() {
    String shared = "--crow.relational.url=jdbc:sqlite:" + data.resolve("all-{database}.db");
    try (var service = TestService.start(data, shared)) {
      assertThat(service.count()).isZero();
    }
    assertThat(data.resolve("all-things.db")).exists();
    Path own = data.resolve("own.db");
    try (var service =
        TestService.start(data, shared, "--crow.relational.urls.things=jdbc:sqlite:" + own)) {
      assertThat(service.count()).isZero();
    }
    assertThat(own).exists();
    assertThat(data.resolve("things")).doesNotExist();
  }

  @Test
  void settingsOfTheServiceOverrideTheDefaults() {
    try (var service = TestService.start(data, "--spring.datasource.hikari.maximum-pool-size=2")) {
      HikariDataSource pool = service.context().getBean(HikariDataSource.class);
      assertThat(pool.getMaximumPoolSize()).isEqualTo(2);
      assertThat(pool.getPoolName()).isEqualTo("things");
    }
  }

  @Test
  void opensTheDatabaseSoThatACommittedRowSurvivesAPowerCut() {
    try (var service = TestService.start(data)) {
      assertThat(pragma(service, "journal_mode")).isEqualTo("wal");
      assertThat(pragma(service, "synchronous")).isEqualTo("2");
      assertThat(pragma(service, "foreign_keys")).isEqualTo("1");
      assertThat(pragma(service, "busy_timeout")).isEqualTo("5000");
    }
  }

  private static String pragma(TestService service, String name) {
    return service.jdbc().sql("PRAGMA " + name).query(String.class).single();
  }

  @Test
  void tellsConstraintBreachesApart() {
    try (var service = TestService.start(data)) {
      JdbcClient jdbc = service.jdbc();
      service.add("1");
      assertThatThrownBy(() -> service.add("1")).isInstanceOf(DuplicateKeyException.class);
      assertThatThrownBy(() -> jdbc.sql(TestService.ADD).params("2", "x", "").update())
          .isInstanceOf(DataIntegrityViolationException.class)
          .isNotInstanceOf(DuplicateKeyException.class);
      JdbcTemplate batch = service.context().getBean(JdbcTemplate.class);
      assertThatThrownBy(
              () ->
                  batch.batchUpdate(
                      TestService.ADD,
                      List.of(new Object[] {"3", "x", "a"}, new Object[] {"1", "x", "a"})))
          .isInstanceOf(DuplicateKeyException.class);
    }
  }

  @Test
  void tellsABusyDatabaseFromABrokenOne() {
    var translator = new SqliteExceptionTranslator();
    for (var code :
        List.of(
            SQLiteErrorCode.SQLITE_BUSY,
            SQLiteErrorCode.SQLITE_BUSY_SNAPSHOT,
            SQLiteErrorCode.SQLITE_LOCKED_SHAREDCACHE)) {
      assertThat(translator.translate("task", null, new SQLiteException("x", code)))
          .as(code.name())
          .isInstanceOf(CannotAcquireLockException.class);
    }
    for (var code :
        List.of(
            SQLiteErrorCode.SQLITE_FULL,
            SQLiteErrorCode.SQLITE_IOERR_FSYNC,
            SQLiteErrorCode.SQLITE_READONLY_DBMOVED,
            SQLiteErrorCode.SQLITE_CANTOPEN,
            SQLiteErrorCode.SQLITE_CORRUPT,
            SQLiteErrorCode.SQLITE_NOTADB)) {
      assertThat(translator.translate("task", null, new SQLiteException("x", code)))
          .as(code.name())
          .isInstanceOf(DataAccessResourceFailureException.class);
    }
  }

  @Test
  void textsOfTimesSortLikeTheTimes() {
    Instant time = Instant.parse("2026-11-21T08:00:00Z");
    List<Instant> times =
        List.of(time, time.plusMillis(1), time.plusMillis(10), time.plusSeconds(1));
    assertThat(times.stream().map(Timestamps::format)).isSorted();
    assertThat(times)
        .allSatisfy(t -> assertThat(Timestamps.parse(Timestamps.format(t))).isEqualTo(t));
    assertThat(Timestamps.format(time)).isEqualTo("2026-11-21T08:00:00.000Z");
  }

  @Test
  void refusesATimeThatWouldNotFitTheWidth() {
    assertThatIllegalArgumentException().isThrownBy(() -> Timestamps.format(Instant.MAX));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Timestamps.format(Instant.parse("-0001-12-31T23:59:59Z")));
    assertThat(Timestamps.format(Instant.parse("9999-12-31T23:59:59.999Z"))).hasSize(24);
  }

  @Test
  void idsAreVersionSevenAndDifferent() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      ids.add(UuidV7.next());
    }
    assertThat(ids)
        .doesNotHaveDuplicates()
        .allSatisfy(
            id -> {
              assertThat(UUID.fromString(id).version()).isEqualTo(7);
              assertThat(UUID.fromString(id).variant()).isEqualTo(2);
            });
  }

  @Test
  void idsSortByTheMicrosecondTheyWereMade() {
    Instant start = Instant.parse("2026-11-21T08:00:00.999990Z");
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      ids.add(UuidV7.at(start.plusNanos(i * 1_000L)).toString());
    }
    assertThat(ids).isSorted();
    assertThat(UUID.fromString(ids.getFirst()).getMostSignificantBits() >>> 16)
        .isEqualTo(start.toEpochMilli());
  }
}
