package dev.crow.system.faults.clock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * What the machine's clock says after somebody set it. Its public methods are named like those they
 * stand for. How much time passes, as {@code System.nanoTime} tells, stays right.
 */
public final class SetClock {

  private static final Duration LOOK_EVERY = Duration.ofMillis(50);
  private static final long MILLIS_PER_SECOND = 1_000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** Beyond this the caller chooses another offset and asks again. */
  private static final long MOST_SECONDS = 1L << 31;

  private static volatile long ahead;

  private SetClock() {}

  /**
   * Follows what is written down from now on.
   *
   * @param file how many milliseconds the clock is ahead of the true time
   */
  static void follow(Path file) {
    set(read(file));
    Thread watch =
        new Thread(
            () -> {
              while (!Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
                set(read(file));
              }
            },
            "set-clock");
    watch.setDaemon(true);
    watch.start();
  }

  static void set(long millisAhead) {
    ahead = millisAhead;
  }

  private static long read(Path file) {
    try {
      return Long.parseLong(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @return epoch milliseconds, in the place of {@code System.currentTimeMillis}
   */
  public static long currentTimeMillis() {
    return System.currentTimeMillis() + ahead;
  }

  /**
   * In the place of what {@code java.time.Clock} asks the virtual machine.
   *
   * @param offset epoch seconds
   * @return nanoseconds since then, or -1 if that is too long ago
   */
  public static long getNanoTimeAdjustment(long offset) {
    long millis = currentTimeMillis() - offset * MILLIS_PER_SECOND;
    return Math.abs(millis) > MOST_SECONDS * MILLIS_PER_SECOND ? -1 : millis * NANOS_PER_MILLI;
  }
}
