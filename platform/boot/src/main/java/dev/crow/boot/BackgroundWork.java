package dev.crow.boot;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Work done beside a service's requests, piece by piece on a virtual thread of its own, from the
 * service's start to its stop. As a bean it starts and stops with its context.
 */
public final class BackgroundWork implements SmartLifecycle {

  private static final Duration LAST_CALL = Duration.ofSeconds(5);

  private final String name;
  private final boolean interruptible;
  private final Step step;
  private @Nullable Working working;

  private BackgroundWork(String name, boolean interruptible, Step step) {
    this.name = name;
    this.interruptible = interruptible;
    this.step = step;
  }

  /** A piece of the work. */
  @FunctionalInterface
  public interface Step {

    /**
     * Does what there is to do now. Whatever it throws ends the work until the next start.
     *
     * @return how long to rest before the next call; null if nothing will ever be left to do
     * @throws InterruptedException if told to stop
     */
    @Nullable Duration run() throws InterruptedException;
  }

  /**
   * Work whose piece in hand is interrupted when the service stops: all it does can be done again.
   *
   * @param name of the thread
   */
  public static BackgroundWork interruptible(String name, Step step) {
    return new BackgroundWork(name, true, step);
  }

  /**
   * Work whose piece in hand is waited for when the service stops, because an interruption would
   * break what it has open. Its pieces should be short.
   *
   * @param name of the thread
   */
  public static BackgroundWork uninterrupted(String name, Step step) {
    return new BackgroundWork(name, false, step);
  }

  /** Ends the rest before the next piece, if there is one: something is to be done. */
  public synchronized void nudge() {
    if (working != null) {
      working.wakes.release();
    }
  }

  @Override
  public synchronized void start() {
    if (working == null) {
      working = new Working();
    }
  }

  @Override
  public synchronized void stop() {
    Working stopped = working;
    working = null;
    if (stopped != null) {
      stopped.stop();
    }
  }

  /** True from a start to the next stop, even when nothing is left to do. */
  @Override
  public synchronized boolean isRunning() {
    return working != null;
  }

  /** From one start to the next stop. */
  private final class Working {

    private final Semaphore wakes = new Semaphore(0);
    private volatile boolean stopping;
    private final Thread thread = Thread.ofVirtual().name(name).start(this::work);

    private void work() {
      try {
        Duration rest = step.run();
        while (rest != null && !stopping) {
          if (wakes.tryAcquire(rest.toMillis(), TimeUnit.MILLISECONDS)) {
            wakes.drainPermits();
          }
          rest = stopping ? null : step.run();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void stop() {
      stopping = true;
      wakes.release();
      try {
        if (interruptible) {
          thread.interrupt();
          thread.join(LAST_CALL);
        } else {
          thread.join();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
