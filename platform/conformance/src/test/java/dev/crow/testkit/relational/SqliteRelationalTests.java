package dev.crow.testkit.relational;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The database a service gets by default. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SqliteRelationalTests extends RelationalContract {

  private ConfigurableApplicationContext context;

  @BeforeAll
  void start(@TempDir Path data) {
    context =
        new SpringApplicationBuilder(App.class)
            .web(WebApplicationType.NONE)
            .run(
                "--crow.data-dir=" + data,
                "--crow.relational.database=contract",
                "--spring.flyway.enabled=false",
                "--spring.main.banner-mode=off");
  }

  @AfterAll
  void stop() {
    context.close();
  }

  @Override
  protected JdbcClient jdbc() {
    return context.getBean(JdbcClient.class);
  }

  @Override
  protected TransactionTemplate transaction() {
    return new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  static class App {}
}
