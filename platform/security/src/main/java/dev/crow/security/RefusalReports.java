package dev.crow.security;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Tells a service's {@link AccessDenials} of refusals, a second behind the answers at most.
 * Services behind the gateway have one; who refuses callers by other means makes its own.
 */
public final class RefusalReports implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(RefusalReports.class);
  private static final Duration TURN = Duration.ofSeconds(1);

  private final RefusalTally tally = new RefusalTally(Clock.systemUTC());
  private final AccessDenials listener;
  private @Nullable ScheduledExecutorService turns;

  /**
   * @param listener is told, from a thread of its own
   */
  public RefusalReports(AccessDenials listener) {
    this.listener = listener;
  }

  /**
   * Neither blocks nor throws.
   *
   * @param caller who was refused
   * @param operation what, as {@code Class#method}
   * @param requestId the request's, if it has one
   */
  public void add(Caller caller, String operation, @Nullable String requestId) {
    tally.add(caller, operation, requestId);
  }

  @Override
  public synchronized void start() {
    turns =
        Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("refusals").factory());
    var _ =
        turns.scheduleWithFixedDelay(
            this::takeTurn, TURN.toMillis(), TURN.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A turn that throws would be the last one. */
  private void takeTurn() {
    try {
      tally.tell(listener);
    } catch (RuntimeException e) {
      log.warn("Refusals could not be told: {}", e.toString());
    }
  }

  /** Behind the web server, which has answered its last request by then. */
  @Override
  public synchronized void stop() {
    if (turns != null) {
      turns.shutdown();
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
