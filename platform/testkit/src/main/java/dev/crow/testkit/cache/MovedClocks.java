package dev.crow.testkit.cache;

import dev.crow.cache.Clocks;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** Time that passes when told. */
public final class MovedClocks {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);

  /**
   * @return both sorts of time, of the same pace
   */
  public Clocks clocks() {
    return new Clocks(() -> START.plus(passed.get()), () -> passed.get().toNanos());
  }

  /**
   * @param time lets it pass
   */
  public void pass(Duration time) {
    passed.accumulateAndGet(time, Duration::plus);
  }
}
