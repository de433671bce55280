package dev.crow.security;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Tells a service's {@link AccessDenials} of refusals, a second behind the answers at most. */
final class RefusalReports implements SmartLifecycle {

  private static final Duration TURN = Duration.ofSeconds(1);

  private final RefusalTally tally = new RefusalTally(Clock.systemUTC());
  private final AccessDenials listener;
  private @Nullable Thread turns;

  RefusalReports(AccessDenials listener) {
    this.listener = listener;
  }

  void add(Caller caller, String operation, @Nullable String requestId) {
    tally.add(caller, operation, requestId);
  }

  @Override
  public synchronized void start() {
    turns = Thread.ofVirtual().name("refusals").start(this::takeTurns);
  }

  private void takeTurns() {
    try {
      while (!Thread.interrupted()) {
        Thread.sleep(TURN);
        tally.tell(listener);
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  /** Behind the web server, which has answered its last request by then. */
  @Override
  public synchronized void stop() {
    if (turns != null) {
      turns.interrupt();
      turns = null;
      tally.tellAll(listener);
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return turns != null;
  }

  @Override
  public int getPhase() {
    return 0;
  }
}
