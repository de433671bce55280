package dev.crow.auth.account;

import dev.crow.auth.audit.AuthEvents;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes refused sign-ins to the audit log, behind the answer: only those of known accounts are
 * written, and the time an answer takes must not tell which those are.
 */
@Component
class Refusals implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Refusals.class);
  private static final int MOST_WAITING = 1000;

  private final AuthEvents events;
  private final TransactionTemplate transaction;

  private final ThreadPoolExecutor writer =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          Thread.ofVirtual().name("refusals").factory(),
          (_, _) -> log.warn("Too many refused sign-ins at once; one is not in the audit log"));

  Refusals(AuthEvents events, TransactionTemplate transaction) {
    this.events = events;
    this.transaction = transaction;
  }

  void note(Account account) {
    writer.execute(() -> write(account));
  }

  private void write(Account account) {
    try {
      transaction.executeWithoutResult(
          _ ->
              events.refused(
                  account.organizationId(),
                  AuthEvents.user(account.id()),
                  "session.refused",
                  null));
    } catch (DataAccessException e) {
      log.error("A refused sign-in is missing in the audit log", e);
    }
  }

  @Override
  public void close() {
    writer.shutdown();
    try {
      if (!writer.awaitTermination(5, TimeUnit.SECONDS)) {
        log.warn("{} refused sign-ins are missing in the audit log", writer.getQueue().size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
