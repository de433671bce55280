package dev.crow.relational;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** A service with a table of things, started as any other is. */
final class TestService implements AutoCloseable {

  static final String ADD = "INSERT INTO things (id, made_at, kind) VALUES (?, ?, ?)";

  private final ConfigurableApplicationContext context;
  private final JdbcClient jdbc;
  private final PlatformTransactionManager transactions;

  private TestService(ConfigurableApplicationContext context) {
    this.context = context;
    this.jdbc = context.getBean(JdbcClient.class);
    this.transactions = context.getBean(PlatformTransactionManager.class);
  }

  static TestService start(Path data, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--crow.relational.database=things");
    return new TestService(context(App.class, data, all));
  }

  static ConfigurableApplicationContext context(Class<?> app, Path data, List<String> arguments) {
    List<String> all = new ArrayList<>(arguments);
    all.add("--crow.data-dir=" + data);
    all.add("--spring.application.name=relational-test");
    all.add("--spring.main.banner-mode=off");
    return new SpringApplicationBuilder(app)
        .web(WebApplicationType.NONE)
        .run(all.toArray(String[]::new));
  }

  ConfigurableApplicationContext context() {
    return context;
  }

  JdbcClient jdbc() {
    return jdbc;
  }

  TransactionTemplate writing() {
    return new TransactionTemplate(transactions);
  }

  TransactionTemplate inItsOwn() {
    TransactionTemplate template = new TransactionTemplate(transactions);
    template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    return template;
  }

  TransactionTemplate reading() {
    TransactionTemplate template = inItsOwn();
    template.setReadOnly(true);
    return template;
  }

  void add(String id) {
    jdbc.sql(ADD).params(id, "2026-03-01T08:15:00.000Z", "a").update();
  }

  long count() {
    return jdbc.sql("SELECT count(*) FROM things").query(Long.class).single();
  }

  @Override
  public void close() {
    context.close();
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  static class App {}
}
