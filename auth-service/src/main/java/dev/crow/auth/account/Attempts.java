package dev.crow.auth.account;

import java.time.Duration;
import java.time.Instant;

/**
 * What somebody tried lately.
 *
 * @param count attempts in the window
 * @param windowStart when it began
 * @param strikes how often there were too many
 * @param blockedUntil until when the next attempt is refused
 */
record Attempts(int count, Instant windowStart, int strikes, Instant blockedUntil) {

  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final int DOUBLINGS = 4;

  static Attempts none(Instant now) {
    return new Attempts(0, now, 0, now);
  }

  boolean areBlocked(Instant now) {
    return now.isBefore(blockedUntil);
  }

  /**
   * @param free attempts a window
   */
  Attempts andOneMore(Instant now, int free) {
    boolean newWindow = strikes == 0 && !now.isBefore(windowStart.plus(WINDOW));
    int next = newWindow ? 1 : count + 1;
    Instant start = newWindow ? now : windowStart;
    if (next < free) {
      return new Attempts(next, start, strikes, blockedUntil);
    }
    Duration delay = WINDOW.multipliedBy(1L << Math.min(strikes, DOUBLINGS));
    return new Attempts(
        next, start, strikes + 1, now.plus(delay.compareTo(LONGEST) < 0 ? delay : LONGEST));
  }
}
