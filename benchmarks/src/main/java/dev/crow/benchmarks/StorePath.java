package dev.crow.benchmarks;

import dev.crow.events.Event;
import dev.crow.events.EventPublisher;
import dev.crow.events.Inbox;
import dev.crow.events.Outbox;
import dev.crow.events.kafka.KafkaEventsAutoConfiguration;
import dev.crow.relational.UuidV7;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Rows a second through the whole store path of a consumer (inbox, effect and outbox, by the
 * platform's own beans, the relay running), against the same rows written to the same tables by
 * batches of bare sqlite-jdbc with the same durability. Both sides take turns.
 */
public final class StorePath {

  private static final int IN_A_TRANSACTION = 200;
  private static final int ROUNDS = 6;
  private static final String TEXT = "Somebody looked at three jackets and left. ".repeat(5);

  private final int transactions;

  private StorePath(int transactions) {
    this.transactions = transactions;
  }

  /**
   * @param args transactions in each round
   * @throws Exception if a database fails
   */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("store-path");
    try (ConfigurableApplicationContext service = service(folder);
        Connection bare =
            DriverManager.getConnection(
                "jdbc:sqlite:"
                    + folder.resolve("bare.db")
                    + "?journal_mode=WAL&synchronous=FULL")) {
      StorePath run = new StorePath(Integer.parseInt(args[0]));
      makeTables(service.getBean(JdbcClient.class), bare);
      double[] rows = new double[2];
      for (int round = -2; round < ROUNDS; round++) {
        double path = run.throughPath(service);
        double direct = run.direct(bare);
        System.out.printf(
            "%s: path %.0f rows/s, direct %.0f rows/s, %.0f %%%n",
            round < 0 ? "warm-up" : "round", path, direct, 100 * path / direct);
        if (round >= 0) {
          rows[0] += path;
          rows[1] += direct;
        }
      }
      System.out.printf("all rounds: %.0f %% (aim: 50 %%)%n", 100 * rows[0] / rows[1]);
    }
  }

  private static ConfigurableApplicationContext service(Path folder) {
    return new SpringApplicationBuilder(App.class)
        .web(WebApplicationType.NONE)
        .run(
            "--crow.data-dir=" + folder,
            "--crow.relational.database=path",
            "--crow.relational.migrations=classpath:db/migration/crow-events",
            "--crow.events.enabled=true",
            "--spring.main.banner-mode=off",
            "--logging.level.root=warn");
  }

  private static void makeTables(JdbcClient service, Connection bare) throws Exception {
    String effect = "CREATE TABLE effect (id TEXT PRIMARY KEY, org_id TEXT, text TEXT, at TEXT)";
    service.sql(effect).update();
    try (var statement = bare.createStatement()) {
      statement.execute(effect);
      for (String table : new String[] {"inbox", "outbox"}) {
        statement.execute(
            service
                .sql("SELECT sql FROM sqlite_master WHERE name = ?")
                .param(table)
                .query(String.class)
                .single());
      }
    }
  }

  private double throughPath(ConfigurableApplicationContext service) {
    Inbox inbox = service.getBean(Inbox.class);
    Outbox outbox = service.getBean(Outbox.class);
    JdbcClient jdbc = service.getBean(JdbcClient.class);
    TransactionTemplate transaction =
        new TransactionTemplate(service.getBean(PlatformTransactionManager.class));
    long began = System.nanoTime();
    for (int i = 0; i < transactions; i++) {
      transaction.executeWithoutResult(
          _ -> {
            for (int n = 0; n < IN_A_TRANSACTION; n++) {
              String id = UuidV7.next();
              if (inbox.claim("path", id)) {
                jdbc.sql("INSERT INTO effect (id, org_id, text, at) VALUES (?, ?, ?, ?)")
                    .params(id, "org", TEXT, Instant.now().toString())
                    .update();
                outbox.add("topic", new Event<>(id, "org", "org", Map.of("id", id, "text", TEXT)));
              }
            }
          });
    }
    return rowsPerSecond(began);
  }

  private double direct(Connection bare) throws Exception {
    long began = System.nanoTime();
    bare.setAutoCommit(false);
    try (PreparedStatement inbox =
            bare.prepareStatement(
                "INSERT INTO inbox (consumer, event_id, processed_at) VALUES (?, ?, ?)");
        PreparedStatement effect =
            bare.prepareStatement("INSERT INTO effect (id, org_id, text, at) VALUES (?, ?, ?, ?)");
        PreparedStatement outbox =
            bare.prepareStatement(
                """
                INSERT INTO outbox (event_id, topic, organization_id, event_key, payload, created_at)
                VALUES (?, ?, ?, ?, ?, ?)
                """)) {
      for (int i = 0; i < transactions; i++) {
        for (int n = 0; n < IN_A_TRANSACTION; n++) {
          String id = UuidV7.next();
          String now = Instant.now().toString();
          add(inbox, "path", id, now);
          add(effect, id, "org", TEXT, now);
          add(
              outbox,
              id,
              "topic",
              "org",
              "org",
              "{\"id\":\"" + id + "\",\"text\":\"" + TEXT + "\"}",
              now);
        }
        for (PreparedStatement statement : new PreparedStatement[] {inbox, effect, outbox}) {
          statement.executeBatch();
        }
        bare.commit();
      }
    }
    return rowsPerSecond(began);
  }

  private static void add(PreparedStatement statement, String... values) throws Exception {
    for (int i = 0; i < values.length; i++) {
      statement.setString(i + 1, values[i]);
    }
    statement.addBatch();
  }

  private double rowsPerSecond(long began) {
    return 3.0 * transactions * IN_A_TRANSACTION * 1e9 / (System.nanoTime() - began);
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration(exclude = KafkaEventsAutoConfiguration.class)
  static class App {

    /** Kafka is not what is measured. */
    @Bean
    EventPublisher publisher() {
      List<String> acknowledged = new ArrayList<>();
      return (topic, events) -> {
        acknowledged.clear();
        events.forEach(event -> acknowledged.add(topic + event.id()));
      };
    }
  }
}
