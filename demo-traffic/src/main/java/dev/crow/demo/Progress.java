package dev.crow.demo;

import dev.crow.demo.driver.Ledger;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Shows how far the sending is: one line drawn anew on a terminal, a plain line for every tenth
 * elsewhere. Closing it leaves a clean line; thread-safe.
 */
final class Progress implements AutoCloseable {

  private static final Duration REDRAW = Duration.ofMillis(250);

  /** A line that wraps could not be drawn over. */
  private static final int NARROW = 79;

  private static final String CLEAR_TO_END = "\u001b[K";

  private final PrintStream out;
  private final boolean terminal;
  private final Ledger ledger;
  private final int total;
  private final Clock clock;
  private final Instant begin;
  private final ScheduledExecutorService redrawing =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
  private int tenths;
  private boolean closed;

  Progress(PrintStream out, boolean terminal, Ledger ledger, int total, Clock clock) {
    this.out = out;
    this.terminal = terminal;
    this.ledger = ledger;
    this.total = total;
    this.clock = clock;
    this.begin = clock.instant();
  }

  /** Shows it from now on, until closed. */
  void start() {
    var _ =
        redrawing.scheduleWithFixedDelay(this::show, 0, REDRAW.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** {@return whether there is anything left to show} */
  synchronized boolean show() {
    if (closed) {
      return false;
    }
    Ledger.Counts counts = ledger.counts();
    String line = ProgressLine.of(counts, total, Duration.between(begin, clock.instant()));
    int reached = (int) (10 * counts.sessions() / total);
    if (terminal) {
      out.print("\r" + line.substring(0, Math.min(line.length(), NARROW)) + CLEAR_TO_END);
      out.flush();
    } else if (reached > tenths) {
      tenths = reached;
      out.println(line);
    }
    return true;
  }

  @Override
  public synchronized void close() {
    if (show() && terminal) {
      out.println();
    }
    closed = true;
    redrawing.shutdownNow();
  }

  /** As for close, and tells that it is not the end; nothing if it is closed already. */
  synchronized void interrupt() {
    if (!closed) {
      close();
      out.println("Stopped after " + ledger.sessions() + " of " + total + " visits.");
    }
  }
}
