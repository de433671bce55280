package dev.crow.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.system.faults.Traffic.Pace;
import dev.crow.system.faults.Trial.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The long form of the fault harness, which {@code system-tests/soak.sh} runs: one ordeal after the
 * other, each with a new organization and its own audit, until enough processes were ended and
 * enough events and visits came through. Its name keeps it out of the ordinary tests.
 */
class Soak {

  /** Processes that a part ends: each fail-point of two services, and as many again at random. */
  private static final int ENDS = 2 * Schedule.ALL_TURNS + 20;

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path data;

  @Test
  void nothingIsLostDoubledOrInventedForHours() {
    long seed = Long.getLong("crow.faults.seed", System.nanoTime());
    long kills = Long.getLong("crow.faults.kills", 1_000);
    long events = Long.getLong("crow.faults.events", 10_000_000);
    long visits = Long.getLong("crow.faults.visits", 1_000_000);
    System.out.printf("-Dcrow.faults.seed=%d, data in %s%n", seed, data);
    long ended = 0;
    long acknowledged = 0;
    long visited = 0;
    Instant began = Instant.now();
    try (FaultySuite suite = FaultySuite.start(data, seed)) {
      for (int part = 0; ended < kills || acknowledged < events || visited < visits; part++) {
        long share = Math.min(500_000, events - acknowledged);
        int ends = Math.clamp(kills - ended, 0, ENDS);
        int turns = ends * Schedule.ALL_TURNS / ENDS;
        Outcome outcome =
            new Trial(suite, seed + part, Pace.BULK, 24, PATIENCE)
                .ordeal(ends - 2 * turns, turns, share);
        assertThat(outcome.violations()).as("-Dcrow.faults.seed=%d", seed + part).isEmpty();
        ended += outcome.ended();
        acknowledged += outcome.acknowledged();
        visited += outcome.visits();
        System.out.printf(
            "After %s: %d processes ended, %d events of %d visits acknowledged; 0 lost, 0 doubled,"
                + " 0 invented, 0 split%n",
            Duration.between(began, Instant.now()), ended, acknowledged, visited);
      }
    }
  }
}
