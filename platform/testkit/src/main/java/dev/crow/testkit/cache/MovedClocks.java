package dev.crow.testkit.cache;

import dev.crow.cache.Clocks;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** Time that passes when told. */
public final class MovedClocks {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  /**
   * @return both sorts of time, of the same pace
   */
  public Clocks clocks() {
    return new Clocks(
        () -> START.plus(passed.get()).plus(ahead.get()), () -> passed.get().toNanos());
  }

  /**
   * @param time by which somebody sets the clock on the wall forward, while none passes
   */
  public void setForward(Duration time) {
    ahead.accumulateAndGet(time, Duration::plus);
  }

  /**
   * @param time lets it pass
   */
  public void pass(Duration time) {
    passed.accumulateAndGet(time, Duration::plus);
  }
}
