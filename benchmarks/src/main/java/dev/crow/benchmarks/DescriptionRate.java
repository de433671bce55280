package dev.crow.benchmarks;

import dev.crow.ai.embedding.EmbeddingRate;
import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.demo.session.SessionGenerator;
import dev.crow.demo.world.PlantedTruths;
import dev.crow.demo.world.World;
import dev.crow.interaction.description.RuleBasedDescriber;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Sessions of the demo's shop described per CPU-second of one thread, without any model; then how
 * fast those descriptions are embedded.
 */
public final class DescriptionRate {

  private static final int SESSIONS = 5_000;
  private static final int EMBEDDED = 1_000;
  private static final int ROUNDS = 5;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private DescriptionRate() {}

  /**
   * @param args none
   * @throws Exception if the embedding model cannot be loaded
   */
  public static void main(String[] args) throws Exception {
    SessionGenerator generator =
        new SessionGenerator(
            World.standard(), 1, PatternWorld.NOW, Duration.ofDays(7), PlantedTruths.ALL);
    List<SessionClosed> sessions =
        Stream.generate(generator::next).limit(SESSIONS).map(PatternWorld::closed).toList();
    RuleBasedDescriber describer = new RuleBasedDescriber();
    long letters = 0;
    double rate = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long began = THREADS.getCurrentThreadCpuTime();
      letters = 0;
      for (SessionClosed session : sessions) {
        letters += describer.describe(session).text().length();
      }
      rate = SESSIONS * 1e9 / (THREADS.getCurrentThreadCpuTime() - began);
    }
    System.out.printf(
        Locale.ROOT,
        "describing: %.0f sessions per CPU-second, of %.0f events, in %.0f letters%n",
        rate,
        sessions.stream().mapToInt(session -> session.events().size()).average().orElseThrow(),
        (double) letters / SESSIONS);
    EmbeddingRate.measure(
        sessions.stream()
            .limit(EMBEDDED)
            .map(session -> describer.describe(session).text())
            .toList());
  }
}
