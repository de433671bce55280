package dev.crow.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BackgroundWorkTests {

  private static final Duration FOR_EVER = Duration.ofDays(1);

  private final AtomicInteger pieces = new AtomicInteger();
  private final Semaphore done = new Semaphore(0);

  @Test
  void doesPieceAfterPieceUntilNothingIsLeft() throws Exception {
    BackgroundWork work =
        BackgroundWork.interruptible("test", () -> piece() < 3 ? Duration.ZERO : null);
    work.start();
    done.acquire(3);
    work.stop();
    assertThat(pieces).hasValue(3);
  }

  @Test
  void restsUntilItIsNudged() throws Exception {
    BackgroundWork work =
        BackgroundWork.interruptible(
            "test",
            () -> {
              piece();
              return FOR_EVER;
            });
    work.start();
    done.acquire();
    assertThat(done.tryAcquire(50, TimeUnit.MILLISECONDS)).isFalse();
    work.nudge();
    done.acquire();
    work.stop();
  }

  @Test
  void startsAgainAfterAStop() throws Exception {
    BackgroundWork work =
        BackgroundWork.uninterrupted(
            "test",
            () -> {
              piece();
              return FOR_EVER;
            });
    work.start();
    done.acquire();
    work.stop();
    assertThat(work.isRunning()).isFalse();
    work.start();
    done.acquire();
    assertThat(work.isRunning()).isTrue();
    work.stop();
  }

  @Test
  void interruptsThePieceInHandIfItMay() throws Exception {
    BackgroundWork work =
        BackgroundWork.interruptible(
            "test",
            () -> {
              piece();
              new CountDownLatch(1).await();
              return FOR_EVER;
            });
    work.start();
    done.acquire();
    work.stop();
    assertThat(pieces).hasValue(1);
  }

  @Test
  void waitsForThePieceInHandIfItMustNotBeInterrupted() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger ended = new AtomicInteger();
    BackgroundWork work =
        BackgroundWork.uninterrupted(
            "test",
            () -> {
              piece();
              release.await();
              ended.incrementAndGet();
              return FOR_EVER;
            });
    work.start();
    done.acquire();
    Thread stopping = Thread.ofVirtual().start(work::stop);
    assertThat(stopping.join(Duration.ofMillis(50))).isFalse();
    release.countDown();
    stopping.join();
    assertThat(ended).hasValue(1);
    assertThat(pieces).hasValue(1);
  }

  private int piece() {
    int piece = pieces.incrementAndGet();
    done.release();
    return piece;
  }
}
