package dev.crow.benchmarks;

import dev.crow.contracts.interaction.v1.InteractionFacts;
import dev.crow.demo.session.SessionGenerator;
import dev.crow.demo.world.PlantedTruths;
import dev.crow.demo.world.World;
import dev.crow.pattern.PatternServiceApplication;
import dev.crow.relational.Timestamps;
import dev.crow.relational.UuidV7;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * How long the whole pattern-service takes for the patterns of a day and of all that is made of it,
 * from its database and back. Arguments: numbers of interactions, each a day of its own
 * organization.
 */
public final class PatternScale {

  private static final int DIFFERENT = 20_000;
  private static final int UNIT = 20_000;
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

  private PatternScale() {}

  /**
   * @param args numbers of interactions
   * @throws Exception if it cannot be measured
   */
  public static void main(String[] args) throws Exception {
    List<String> facts = facts();
    for (String number : args) {
      measure(Integer.parseInt(number), facts);
    }
  }

  private static List<String> facts() {
    JsonMapper json = JsonMapper.builder().build();
    SessionGenerator generator =
        new SessionGenerator(
            World.standard(), 1, PatternWorld.NOW, Duration.ofDays(7), PlantedTruths.ALL);
    List<String> facts = new ArrayList<>();
    for (int i = 0; i < DIFFERENT; i++) {
      InteractionFacts one = PatternWorld.facts(generator.next());
      facts.add(json.writeValueAsString(one));
    }
    return facts;
  }

  private static void measure(int number, List<String> facts)
      throws IOException, InterruptedException {
    Path data = Files.createTempDirectory("crow-pattern-scale");
    try (ConfigurableApplicationContext service =
        new SpringApplicationBuilder(PatternServiceApplication.class)
            .run(
                "--spring.config.name=pattern-service",
                "--server.port=0",
                "--crow.data-dir=" + data,
                "--crow.patterns.every=500ms",
                "--crow.patterns.settle=0s",
                "--logging.level.root=WARN")) {
      String organization = UuidV7.next();
      TransactionTemplate transaction =
          new TransactionTemplate(service.getBean(PlatformTransactionManager.class));
      JdbcTemplate rows = service.getBean(JdbcTemplate.class);
      for (int from = 0; from < number; from += UNIT) {
        int first = from;
        transaction.executeWithoutResult(
            _ -> fill(rows, organization, first, Math.min(number, first + UNIT), facts));
      }
      JdbcClient jdbc = service.getBean(JdbcClient.class);
      String now = Timestamps.format(Instant.now());
      long begun = System.nanoTime();
      jdbc.sql(
              "INSERT INTO days (org_id, day, changes, counted, first_changed_at, last_changed_at) VALUES (?, ?, 1, 0, ?, ?)")
          .params(organization, DAY.toString(), now, now)
          .update();
      while (jdbc.sql("SELECT count(*) FROM runs WHERE time_period = 'all_time' AND state = 'done'")
              .query(Long.class)
              .single()
          == 0) {
        Thread.sleep(100);
      }
      System.out.printf(
          Locale.ROOT,
          "%d interactions: %.1f s until all time, day alone %s, %d MiB of heap at the end%n",
          number,
          (System.nanoTime() - begun) / 1e9,
          jdbc.sql("SELECT started_at || ' to ' || finished_at FROM runs WHERE time_period = 'day'")
              .query(String.class)
              .list(),
          (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
    }
  }

  private static void fill(
      JdbcTemplate rows, String organization, int from, int to, List<String> facts) {
    List<Object[]> batch = new ArrayList<>();
    for (int i = from; i < to; i++) {
      batch.add(
          new Object[] {
            organization,
            UuidV7.next(),
            DAY.toString(),
            DAY + "T10:00:00.000Z",
            "A visitor looked at products and left.",
            facts.get(i % facts.size())
          });
    }
    rows.batchUpdate(
        "INSERT INTO visits (org_id, interaction_id, day, version, started_at, description, facts)"
            + " VALUES (?, ?, ?, 1, ?, ?, ?)",
        batch);
  }
}
