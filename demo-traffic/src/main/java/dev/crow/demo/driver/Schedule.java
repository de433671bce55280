package dev.crow.demo.driver;

import java.time.Duration;
import java.time.Instant;

/**
 * When each session starts, and how long it waits between batches.
 *
 * @param settings the time to fill
 * @param sessions how many there are, at least 1
 * @param begin when the first one starts
 */
record Schedule(TrafficSettings settings, int sessions, Instant begin) {

  /** Part of a session's time for its pauses; the rest is for the suite's answers. */
  private static final double PAUSING = 0.7;

  Duration untilStart(int number, Instant now) {
    Duration after = settings.sendingTime().multipliedBy(number).dividedBy(sessions);
    Duration left = Duration.between(now, begin.plus(after));
    return left.isNegative() ? Duration.ZERO : left;
  }

  Duration between(int batches) {
    double share = Math.min(1, PAUSING * settings.concurrency() / sessions) / batches;
    Duration even = Duration.ofMillis(Math.round(settings.sendingTime().toMillis() * share));
    // A pause near the gap would split the session.
    Duration most = settings.idleTimeout().dividedBy(4);
    return !most.isZero() && even.compareTo(most) > 0 ? most : even;
  }
}
