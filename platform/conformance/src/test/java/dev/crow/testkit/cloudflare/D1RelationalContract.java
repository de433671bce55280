package dev.crow.testkit.cloudflare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crow.relational.UuidV7;
import dev.crow.testkit.relational.RelationalContract;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.repository.CrudRepository;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The contract of a service's database, on a service that is told nothing but another URL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class D1RelationalContract extends RelationalContract {

  private @Nullable ConfigurableApplicationContext context;

  final void start(Path data, String url, String token) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--crow.data-dir=" + data,
                "--crow.relational.database=contract",
                "--spring.application.name=d1-contract",
                "--spring.datasource.url=" + url,
                "--spring.datasource.password=" + token,
                "--spring.main.banner-mode=off"));
    context =
        new SpringApplicationBuilder(App.class)
            .web(WebApplicationType.NONE)
            .run(arguments.toArray(String[]::new));
  }

  @AfterAll
  void stopService() {
    if (context != null) {
      context.close();
    }
  }

  final ConfigurableApplicationContext context() {
    return java.util.Objects.requireNonNull(context);
  }

  @Test
  void migrates() {
    assertThat(jdbc().sql("SELECT body FROM note WHERE pinned").query(String.class).single())
        .isEqualTo("one; two");
    assertThat(jdbc().sql("SELECT count(*) FROM note_log").query(Long.class).single()).isEqualTo(2);
    assertThat(
            jdbc()
                .sql("SELECT version FROM flyway_schema_history WHERE success ORDER BY 1")
                .query(String.class)
                .list())
        .containsExactly("1", "2");
    Flyway flyway = context().getBean(Flyway.class);
    assertThat(flyway.migrate().migrationsExecuted).isZero();
    assertThat(flyway.validateWithResult().validationSuccessful).isTrue();
  }

  @Test
  void leavesNothingOfAMigrationThatFails() {
    Flyway broken =
        Flyway.configure()
            .dataSource(context().getBean(DataSource.class))
            .locations("classpath:db/migration/d1-contract", "classpath:db/migration/d1-broken")
            .load();
    assertThatThrownBy(broken::migrate).hasMessageContaining("nowhere");
    assertThat(
            jdbc()
                .sql("SELECT count(*) FROM sqlite_master WHERE name = 'half'")
                .query(Long.class)
                .single())
        .isZero();
    assertThat(jdbc().sql("SELECT count(*) FROM flyway_schema_history").query(Long.class).single())
        .isEqualTo(2);
  }

  @Test
  void keepsAggregatesFromOverwritingEachOther() {
    Pages pages = context().getBean(Pages.class);
    String id = UuidV7.next();
    Page saved = pages.save(new Page(id, "first", true, Instant.EPOCH, null));
    assertThat(pages.findById(id)).contains(saved);
    pages.save(new Page(id, "second", false, Instant.EPOCH, saved.version()));
    assertThatThrownBy(() -> pages.save(saved))
        .isInstanceOf(OptimisticLockingFailureException.class);
    assertThat(pages.findById(id).orElseThrow().body()).isEqualTo("second");
    pages.deleteById(id);
    assertThat(pages.count()).isZero();
  }

  @Table("page")
  record Page(
      @Id String id, String body, boolean shown, Instant madeAt, @Version @Nullable Long version) {}

  interface Pages extends CrudRepository<Page, String> {}

  @Test
  void countsWithinAUnitOfWork() {
    String claim =
        """
        INSERT INTO contract_row (id, kind, made_at) VALUES ('1', 'a', 'b') ON CONFLICT DO NOTHING
        """;
    for (int expected : new int[] {1, 0}) {
      transaction()
          .executeWithoutResult(_ -> assertThat(jdbc().sql(claim).update()).isEqualTo(expected));
    }
  }

  @Override
  protected JdbcClient jdbc() {
    return context().getBean(JdbcClient.class);
  }

  @Override
  protected TransactionTemplate transaction() {
    return new TransactionTemplate(context().getBean(PlatformTransactionManager.class));
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  @EnableJdbcRepositories(considerNestedRepositories = true)
  static class App {}
}
