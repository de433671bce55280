package dev.crow.localstack.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes every process of a suite stand still, so that what is on the disk is what a power cut at
 * this moment would leave, in all stores at once. Every part survives a power cut without losing
 * what it acknowledged or showing it twice; so does a copy of it.
 *
 * <p>Whatever happens to this process, the suite goes on after {@link #LONGEST}: a process of its
 * own sees to it.
 */
final class StillSuite implements AutoCloseable {

  /** How long the suite stands still at most. */
  static final Duration LONGEST = Duration.ofSeconds(30);

  private static final int SECONDS_TO_STOP = 5;

  private final List<String> pids = new ArrayList<>();
  private final Instant since = Instant.now();
  private @Nullable Process guard;

  private StillSuite() {}

  /** Stops the suite of a folder where it is; does nothing if it does not run. */
  static StillSuite of(DataFolder folder) throws IOException {
    StillSuite still = new StillSuite();
    Optional<ProcessHandle> launcher = folder.launcher();
    if (launcher.isEmpty()) {
      folder.requireUnused("the backup");
      return still;
    }
    try {
      // First whoever would start a process anew.
      still.hold(List.of(launcher.get()));
      still.hold(folder.services());
      return still;
    } catch (IOException | RuntimeException e) {
      still.close();
      throw e;
    }
  }

  boolean wasRunning() {
    return !pids.isEmpty();
  }

  /** How long the suite has stood still. */
  Duration lasted() {
    return wasRunning() ? Duration.between(since, Instant.now()) : Duration.ZERO;
  }

  /**
   * @throws BackupException if the suite has stood still for too long
   */
  void requireTime() {
    if (lasted().compareTo(LONGEST) > 0) {
      throw new BackupException(
          "The data cannot be copied within "
              + LONGEST.toSeconds()
              + " s, and the suite shall not stand still for longer; stop it with ./crow down and"
              + " back up then");
    }
  }

  private void hold(List<ProcessHandle> processes) throws IOException {
    if (processes.isEmpty()) {
      return;
    }
    List<String> held = processes.stream().map(process -> Long.toString(process.pid())).toList();
    pids.addAll(held);
    startGuard();
    signal("-STOP", held);
    awaitStopped(held);
  }

  private void startGuard() throws IOException {
    Process before = guard;
    guard =
        new ProcessBuilder(
                "sh",
                "-c",
                "sleep %d; kill -CONT %s"
                    .formatted(LONGEST.toSeconds() + SECONDS_TO_STOP, String.join(" ", pids)))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (before != null) {
      end(before);
    }
  }

  private static void signal(String signal, List<String> pids) throws IOException {
    List<String> line = new ArrayList<>(List.of("kill", signal));
    line.addAll(pids);
    Process kill = new ProcessBuilder(line).redirectErrorStream(true).start();
    String said = new String(kill.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (status(kill) != 0) {
      throw new BackupException("The suite's processes cannot be signalled: " + said.strip());
    }
  }

  /** A signal is taken a moment after it was sent. */
  private static void awaitStopped(List<String> pids) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_STOP);
    while (!areStopped(pids)) {
      if (System.nanoTime() > deadline) {
        throw new BackupException("The suite's processes do not stop when they are told to");
      }
    }
  }

  /** Every thread: one that waits for the disk stops only when that is done. */
  private static boolean areStopped(List<String> pids) throws IOException {
    String threads = System.getProperty("os.name").startsWith("Linux") ? "-L" : "-M";
    Process ps =
        new ProcessBuilder("ps", threads, "-o", "state=", "-p", String.join(",", pids))
            .redirectErrorStream(true)
            .start();
    String states = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (status(ps) != 0) {
      throw new BackupException("The suite's processes cannot be looked at: " + states.strip());
    }
    return states
        .lines()
        .map(String::strip)
        .filter(state -> !state.isEmpty())
        .allMatch(state -> state.startsWith("T") || state.startsWith("Z"));
  }

  private static int status(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackupException("Interrupted", e);
    }
  }

  /** Lets the suite go on. */
  @Override
  public void close() throws IOException {
    if (!pids.isEmpty()) {
      // In the opposite order, so that the launcher finds its services alive.
      signal("-CONT", pids.reversed());
      pids.clear();
    }
    Process last = guard;
    if (last != null) {
      end(last);
    }
  }

  private static void end(Process shell) {
    Stream.concat(shell.descendants(), Stream.of(shell.toHandle())).forEach(ProcessHandle::destroy);
  }
}
