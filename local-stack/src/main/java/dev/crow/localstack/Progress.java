package dev.crow.localstack;

import java.io.PrintStream;
import java.time.Duration;

/** One line for each step, with how long it took. */
final class Progress {

  private final PrintStream out;
  private long since = System.nanoTime();

  Progress(PrintStream out) {
    this.out = out;
  }

  void begin(String step) {
    since = System.nanoTime();
    out.print("  %-28s ".formatted(step));
    out.flush();
  }

  void done() {
    Duration took = Duration.ofNanos(System.nanoTime() - since);
    out.println("%5.1f s".formatted(took.toMillis() / 1000.0));
  }

  /** A whole line for a step that ran beside others. */
  synchronized void step(String name, Duration took) {
    out.println("  %-28s %5.1f s".formatted(name, took.toMillis() / 1000.0));
  }

  void failed() {
    out.println("failed");
  }
}
