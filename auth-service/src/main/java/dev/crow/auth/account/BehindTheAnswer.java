package dev.crow.auth.account;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Does what is only done for addresses that are known after the answer went out, so that the time
 * an answer takes does not tell which those are.
 */
@Component
class BehindTheAnswer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(BehindTheAnswer.class);
  private static final int MOST_WAITING = 1000;

  private final ThreadPoolExecutor worker =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          Thread.ofVirtual().name("behind-the-answer").factory(),
          (_, _) -> log.warn("Too much to do behind answers at once; one thing is left out"));

  BehindTheAnswer() {}

  /**
   * @param what for the log, if it fails
   */
  void run(String what, Runnable work) {
    worker.execute(
        () -> {
          try {
            work.run();
          } catch (RuntimeException e) {
            // Nobody waits for it any more; without its message, which may repeat addresses.
            log.error("{} failed: {}", what, e.getClass().getSimpleName());
          }
        });
  }

  @Override
  public void close() {
    worker.shutdown();
    try {
      if (!worker.awaitTermination(5, TimeUnit.SECONDS)) {
        log.warn("{} things behind answers are left out", worker.getQueue().size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
