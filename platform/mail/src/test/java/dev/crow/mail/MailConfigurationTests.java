package dev.crow.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.security.Seal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

class MailConfigurationTests {

  @TempDir Path dir;

  private ApplicationContextRunner runner() {
    return new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                DataSourceAutoConfiguration.class,
                DataSourceTransactionManagerAutoConfiguration.class,
                JdbcTemplateAutoConfiguration.class,
                JdbcClientAutoConfiguration.class,
                CrowMailAutoConfiguration.class))
        .withBean(JsonMapper.class, () -> JsonMapper.builder().build())
        .withBean(Clock.class, Clock::systemUTC)
        .withBean(Seal.class, () -> Seal.in(dir.resolve("some")))
        .withPropertyValues(
            "crow.data-dir=" + dir,
            "spring.datasource.url=jdbc:sqlite:" + dir.resolve("some.db"),
            "crow.mail.area=some");
  }

  @Test
  void thereIsNoPostboxUnlessAsked() {
    runner().run(context -> assertThat(context).doesNotHaveBean(Postbox.class));
  }

  @Test
  void writesFilesWithoutAServerAndLeavesOutWhatIsTooMuch() {
    runner()
        .withPropertyValues("crow.mail.enabled=true", "crow.mail.per-hour=1")
        .run(
            context -> {
              new ResourceDatabasePopulator(
                      new ClassPathResource("db/migration/crow-mail/V0_2__mails.sql"))
                  .execute(context.getBean(javax.sql.DataSource.class));
              Postbox postbox = context.getBean(Postbox.class);
              TransactionTemplate transaction =
                  new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
              for (String id : List.of("one", "two")) {
                Mail mail = new Mail(id, "ada@brand.example", "Subject", "secret words", "<p>");
                transaction.executeWithoutResult(_ -> postbox.sendUnlessTooMany(mail));
              }
              Path file = dir.resolve("some/mail/one.eml");
              Awaitility.await().until(() -> Files.exists(file));
              assertThat(Files.readString(file)).contains("To: ada@brand.example", "secret words");
              Awaitility.await()
                  .until(
                      () ->
                          context
                                  .getBean(JdbcClient.class)
                                  .sql("SELECT count(*) FROM mails")
                                  .query(Integer.class)
                                  .single()
                              == 0);
              assertThat(dir.resolve("some/mail/two.eml")).doesNotExist();
              assertThat(postbox.forgetFiles(List.of("ada@brand.example"))).isOne();
              assertThat(file).doesNotExist();
            });
  }
}
