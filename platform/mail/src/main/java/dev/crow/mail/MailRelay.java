package dev.crow.mail;

import dev.crow.mail.MailQueue.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.mail.MailException;
import org.springframework.transaction.TransactionException;

/** Carries waiting mails to the mailer; a mail is forgotten after the mailer took it. */
final class MailRelay implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(MailRelay.class);
  private static final int BATCH = 20;
  private static final Duration IDLE = Duration.ofSeconds(2);
  // Longer than a mail server has time to answer, which spring.mail.properties bound.
  private static final Duration DELIVERY = Duration.ofMinutes(2);
  private static final Duration FIRST_DELAY = Duration.ofSeconds(2);
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(30);
  private static final int DOUBLINGS = 12;

  // Held while a mail is on its way, so that whoever erases mails meets none of them there.
  private final ReentrantLock delivering = new ReentrantLock();
  private final Semaphore nudges = new Semaphore(0);
  private final MailQueue queue;
  private final Mailer mailer;
  private final MailProperties properties;
  private final Clock clock;
  private volatile @Nullable Thread thread;

  MailRelay(MailQueue queue, Mailer mailer, MailProperties properties, Clock clock) {
    this.queue = queue;
    this.mailer = mailer;
    this.properties = properties;
    this.clock = clock;
  }

  void nudge() {
    nudges.release();
  }

  void whilePausing(Runnable action) {
    delivering.lock();
    try {
      action.run();
    } finally {
      delivering.unlock();
    }
  }

  @Override
  public void start() {
    thread = Thread.ofVirtual().name("mail-relay").start(this::run);
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        if (relayBatch() < BATCH && nudges.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS)) {
          nudges.drainPermits();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private int relayBatch() {
    try {
      List<Waiting> due = queue.due(clock.instant(), BATCH);
      for (Waiting waiting : due) {
        whilePausing(() -> relay(waiting));
      }
      return due.size();
    } catch (DataAccessException | TransactionException e) {
      log.warn("The mails wait: {}", e.getMessage());
      return 0;
    }
  }

  private void relay(Waiting waiting) {
    Instant now = clock.instant();
    if (!queue.claim(waiting.id(), now, DELIVERY)) {
      return;
    }
    try {
      mailer.deliver(queue.open(waiting));
      queue.remove(waiting.id());
    } catch (MailException | IllegalStateException e) {
      if (now.isAfter(waiting.createdAt().plus(properties.giveUpAfter()))) {
        log.error("Mail {} could not be delivered and is given up", waiting.id());
        queue.remove(waiting.id());
      } else {
        // The message may repeat addresses, so the log gets the sort of failure only.
        log.warn("Mail {} waits: {}", waiting.id(), e.getClass().getSimpleName());
        queue.postpone(waiting.id(), now, delayAfter(waiting.attempts()));
      }
    }
  }

  private static Duration delayAfter(int attempts) {
    Duration delay = FIRST_DELAY.multipliedBy(1L << Math.min(attempts, DOUBLINGS));
    return delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY;
  }

  @Override
  public void stop() {
    Thread running = thread;
    thread = null;
    if (running != null) {
      running.interrupt();
      try {
        running.join(Duration.ofSeconds(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
