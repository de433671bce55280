package dev.crow.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.crow.system.faults.Traffic.Pace;
import dev.crow.system.faults.Trial.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The clock of the whole machine, the broker's too, is set forward and back while visitors come and
 * processes are killed. Needs Debian's {@code faketime}; where it is missing, the test is passed
 * over.
 */
class ClockJumpTests {

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private static final List<Path> LIBRARIES =
      List.of(
          Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
          Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"));

  /** Seconds the clock is ahead of the true time, one after the other. */
  private static final List<Integer> JUMPS = List.of(3_600, 3_590, 18_000, 17_985);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void nothingIsLostOrDividedWhenClocksJump() {
    Optional<Path> library = LIBRARIES.stream().filter(Files::exists).findFirst();
    assumeTrue(library.isPresent(), "faketime is not installed");
    long seed = Long.getLong("crow.faults.seed", System.nanoTime());
    System.out.printf("-Dcrow.faults.seed=%d%n", seed);
    Path clock = folder.resolve("clock");
    set(clock, 0);
    Map<String, String> faked =
        Map.of(
            "LD_PRELOAD", library.orElseThrow().toString(),
            "FAKETIME_TIMESTAMP_FILE", clock.toString(),
            "FAKETIME_CACHE_DURATION", "1",
            // Timeouts and pauses stay what they are.
            "FAKETIME_DONT_FAKE_MONOTONIC", "1",
            "DONT_FAKE_MONOTONIC", "1");
    try (FaultySuite suite = FaultySuite.start(folder.resolve("data"), seed, faked)) {
      Outcome outcome =
          new Trial(suite, seed, Pace.BRISK, 6, PATIENCE)
              .during(
                  journal -> {
                    for (int jump : JUMPS) {
                      awaitMore(journal, 300);
                      set(clock, jump);
                      awaitMore(journal, 300);
                      suite.kill(FaultySuite.INGEST);
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

  private static void set(Path clock, int ahead) {
    try {
      Path draft = clock.resolveSibling("clock.new");
      Files.writeString(draft, "+" + ahead + "\n");
      Files.move(draft, clock, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
