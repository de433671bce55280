package dev.crow.relational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class RelationalTests {

  private static final String ADD = "INSERT INTO things (id, made_at, kind) VALUES (?, ?, ?)";

  @TempDir Path data;

  @Test
  void keepsRowsInTheDataFolderOverARestart() {
    try (var context = start("--crow.relational.database=things")) {
      jdbc(context).sql(ADD).params("1", Timestamps.format(Instant.EPOCH), "a").update();
    }
    assertThat(data.resolve("things/things.db")).exists();
    try (var context = start("--crow.relational.database=things")) {
      assertThat(jdbc(context).sql("SELECT kind FROM things").query(String.class).single())
          .isEqualTo("a");
    }
  }

  @Test
  void aServiceThatNamesNoDatabaseGetsNone() {
    try (var context = start()) {
      assertThat(context.getBeansOfType(DataSource.class)).isEmpty();
    }
  }

  @Test
  void tellsConstraintBreachesApart() {
    try (var context = start("--crow.relational.database=things")) {
      JdbcClient jdbc = jdbc(context);
      jdbc.sql(ADD).params("1", "x", "a").update();
      assertThatThrownBy(() -> jdbc.sql(ADD).params("1", "x", "a").update())
          .isInstanceOf(DuplicateKeyException.class);
      assertThatThrownBy(() -> jdbc.sql(ADD).params("2", "x", "").update())
          .isInstanceOf(DataIntegrityViolationException.class)
          .isNotInstanceOf(DuplicateKeyException.class);
    }
  }

  @Test
  void writersAtTheSameTimeAllSucceed() throws Exception {
    try (var context = start("--crow.relational.database=things");
        var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      JdbcClient jdbc = jdbc(context);
      var transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
      List<Future<?>> writers = new ArrayList<>();
      for (int writer = 0; writer < 8; writer++) {
        String name = "w" + writer;
        writers.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < 50; i++) {
                    String id = name + "-" + i;
                    transaction.executeWithoutResult(
                        _ -> jdbc.sql(ADD).params(id, "x", "a").update());
                  }
                }));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
      assertThat(jdbc.sql("SELECT count(*) FROM things").query(Long.class).single()).isEqualTo(400);
    }
  }

  @Test
  void namesAFolderItCannotWriteTo() throws Exception {
    Files.createFile(data.resolve("things"));
    assertThatThrownBy(() -> start("--crow.relational.database=things").close())
        .hasMessageContaining(data.resolve("things").toString());
  }

  @Test
  void textsOfTimesSortLikeTheTimes() {
    Instant time = Instant.parse("2026-11-21T08:00:00Z");
    List<Instant> times =
        List.of(time, time.plusMillis(1), time.plusMillis(10), time.plusSeconds(1));
    assertThat(times.stream().map(Timestamps::format)).isSorted();
    assertThat(times)
        .allSatisfy(t -> assertThat(Timestamps.parse(Timestamps.format(t))).isEqualTo(t));
  }

  @Test
  void idsAreVersionSevenAndDifferent() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      ids.add(UuidV7.next());
    }
    assertThat(ids)
        .doesNotHaveDuplicates()
        .allSatisfy(id -> assertThat(id.charAt(14)).isEqualTo('7'));
  }

  private ConfigurableApplicationContext start(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--crow.data-dir=" + data);
    all.add("--spring.application.name=relational-test");
    return new SpringApplicationBuilder(App.class)
        .web(WebApplicationType.NONE)
        .run(all.toArray(String[]::new));
  }

  private static JdbcClient jdbc(ConfigurableApplicationContext context) {
    return context.getBean(JdbcClient.class);
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  static class App {}
}
