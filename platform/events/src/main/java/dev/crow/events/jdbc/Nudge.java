package dev.crow.events.jdbc;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the relay when there is work, so that it need not poll often. */
final class Nudge {

  private final Semaphore given = new Semaphore(0);

  void give() {
    given.release();
  }

  void await(Duration atMost) throws InterruptedException {
    if (given.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      given.drainPermits();
    }
  }
}
