package dev.crow.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.system.faults.Traffic.Pace;
import dev.crow.system.faults.Trial.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
                      suite.kill(FaultySuite.INTERACTION);
                    }
                    return JUMPS.size();
                  });
      System.out.println(outcome);
      assertThat(outcome.violations()).isEmpty();
    }
  }

  private static void awaitMore(Journal journal, int events) {
    long before = journal.acknowledgedEvents();
    Awaitility.await("events are acknowledged")
        .atMost(PATIENCE)
        .until(() -> journal.acknowledgedEvents() > before + events);
  }
}
