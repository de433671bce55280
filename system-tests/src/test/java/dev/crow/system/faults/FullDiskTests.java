package dev.crow.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.crow.system.faults.Traffic.Pace;
import dev.crow.system.faults.Trial.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything the suite keeps is on one small disk, and the disk is full for a while: nothing that
 * was accepted is lost, and afterwards all goes on by itself. Needs the right to mount a disk;
 * where that is missing, {@link FaultTests} still lets stores say that they are full.
 */
class FullDiskTests {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration FULL = Duration.ofSeconds(12);

  @TempDir Path folder;
  private Path disk;
  private boolean mounted;

  @BeforeEach
  void mount() throws IOException, InterruptedException {
    disk = Files.createDirectory(folder.resolve("disk"));
    mounted = run("mount", "-t", "tmpfs", "-o", "size=1200m", "tmpfs", disk.toString()) == 0;
    assumeTrue(mounted, "this user may not mount a disk");
  }

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    if (mounted) {
      assertThat(run("umount", disk.toString())).isZero();
    }
  }

  @Test
  void goesOnWhereItStoppedOnceThereIsRoomAgain() {
    long seed = Long.getLong("crow.faults.seed", System.nanoTime());
    System.out.printf("-Dcrow.faults.seed=%d%n", seed);
    try (FaultySuite suite = FaultySuite.start(disk, seed)) {
      Outcome outcome =
          new Trial(suite, seed, Pace.BRISK, 6, PATIENCE)
              .during(
                  journal -> {
                    awaitMore(journal, 150);
                    fill();
                    LockSupport.parkNanos(FULL.toNanos());
                    assertThat(suite.examined()).contains("\"disk\"", "MB left");
                    empty();
                    awaitMore(journal, 150);
                    return 0;
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

  /** To the last byte. */
  private void fill() {
    byte[] block = new byte[1 << 16];
    try (OutputStream ballast = Files.newOutputStream(disk.resolve("ballast"))) {
      while (true) {
        ballast.write(block);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }

  private void empty() {
    try {
      Files.delete(disk.resolve("ballast"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
  }
}
