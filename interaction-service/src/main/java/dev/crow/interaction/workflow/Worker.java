package dev.crow.interaction.workflow;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Does work that may take long again and again, on a thread of its own, so that it keeps no
 * scheduled task waiting. Stopping interrupts what does not end by itself; such work must be taken
 * up again later.
 */
public final class Worker implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Worker.class);
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final String name;
  private final Runnable work;
  private final Duration pause;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private @Nullable Thread thread;

  /**
   * @param name of the thread
   * @param work what is done each time
   * @param pause between two times
   */
  public Worker(String name, Runnable work, Duration pause) {
    this.name = name;
    this.work = work;
    this.pause = pause;
  }

  @Override
  public synchronized void start() {
    if (thread == null) {
      thread = Thread.ofVirtual().name(name).start(this::loop);
    }
  }

  private void loop() {
    try {
      while (!stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          work.run();
        } catch (RuntimeException e) {
          log.warn("{} has to wait", name, e);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void stop() {
    stopping.countDown();
    Thread stopped = thread;
    thread = null;
    if (stopped == null) {
      return;
    }
    try {
      if (!stopped.join(GRACE)) {
        stopped.interrupt();
        stopped.join(GRACE);
      }
    } catch (InterruptedException _) {
      stopped.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }
}
