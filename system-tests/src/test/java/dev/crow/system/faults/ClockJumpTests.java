package dev.crow.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.Topics;
import dev.crow.system.faults.Traffic.Pace;
import dev.crow.system.faults.Trial.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The clock of the whole machine, the broker's too, is set forward and back while visitors come:
 * sessions end by the time that passed. {@code -Dcrow.faults.clocks=true} asks for it.
 */
@EnabledIfSystemProperty(named = "crow.faults.clocks", matches = "true")
class ClockJumpTests {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration SLOP = Duration.ofMinutes(1);

  private static final List<Duration> JUMPS =
      List.of(Duration.ofHours(5), Duration.ofHours(2), Duration.ofHours(-3), Duration.ofDays(1));

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void nothingIsLostOrDividedWhenClocksAreSet() {
    Clocks clocks = Clocks.settable(folder);
    long seed = Long.getLong("crow.faults.seed", System.nanoTime());
    System.out.printf("-Dcrow.faults.seed=%d%n", seed);
    try (FaultySuite suite = FaultySuite.start(folder.resolve("data"), seed, clocks)) {
      Outcome outcome =
          new Trial(suite, seed, Pace.LINGERING, 20, PATIENCE)
              .during(
                  journal -> {
                    for (Duration jump : JUMPS) {
                      awaitMore(journal, 200);
                      clocks.set(jump);
                      awaitMore(journal, 200);
                      assertThat(Duration.between(Instant.now(), lastDate(suite)).minus(jump))
                          .isBetween(SLOP.negated(), SLOP);
                      suite.kill(FaultySuite.INTERACTION);
                    }
                    return JUMPS.size();
                  });
      System.out.println(outcome);
      assertThat(outcome.violations()).isEmpty();
    }
  }

  /** What the broker's clock said at the last record it took; ticks come all the time. */
  private static Instant lastDate(FaultySuite suite) {
    TopicPartition partition = new TopicPartition(Topics.WEB_EVENTS, 0);
    Properties config = new Properties();
    config.put("bootstrap.servers", suite.bootstrapServers());
    try (KafkaConsumer<byte[], byte[]> log =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      log.assign(List.of(partition));
      log.seekToEnd(List.of(partition));
      log.seek(partition, log.position(partition) - 1);
      return Awaitility.await()
          .until(() -> log.poll(Duration.ofSeconds(1)), found -> !found.isEmpty())
          .records(partition)
          .stream()
          .map(record -> Instant.ofEpochMilli(record.timestamp()))
          .reduce((_, later) -> later)
          .orElseThrow();
    }
  }

  private static void awaitMore(Journal journal, int events) {
    long before = journal.acknowledgedEvents();
    Awaitility.await("events are acknowledged")
        .atMost(PATIENCE)
        .until(() -> journal.acknowledgedEvents() > before + events);
  }
}
