package dev.crow.auth.key;

import dev.crow.auth.audit.AuthEvents;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts into the audit log that somebody still shows the secret of a key that was revoked or
 * expired: a forgotten program, or a thief. Behind the answer, and at most once an hour for each
 * key.
 */
@Component
class EndedKeyUses implements Consumer<KeyDetails>, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EndedKeyUses.class);
  private static final Duration AT_MOST_EVERY = Duration.ofHours(1);

  private final AuthEvents events;
  private final TransactionTemplate transaction;
  private final Clock clock;

  /** Only whoever knows a key's secret comes here, so it grows no larger than the table of keys. */
  private final ConcurrentMap<String, Instant> told = new ConcurrentHashMap<>();

  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("ended-keys").factory());

  EndedKeyUses(AuthEvents events, TransactionTemplate transaction, Clock clock) {
    this.events = events;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public void accept(KeyDetails key) {
    Instant now = clock.instant();
    Instant before = told.get(key.id());
    boolean due =
        before == null
            ? told.putIfAbsent(key.id(), now) == null
            : before.isBefore(now.minus(AT_MOST_EVERY)) && told.replace(key.id(), before, now);
    if (due) {
      writer.execute(() -> write(key));
    }
  }

  private void write(KeyDetails key) {
    String name = "key:" + key.id();
    try {
      transaction.executeWithoutResult(
          _ -> events.refused(key.organizationId(), name, "api-key.refused", "api-" + name));
    } catch (DataAccessException | TransactionException e) {
      told.remove(key.id());
      log.error("The use of the ended key {} is missing in the audit log", key.id(), e);
    }
  }

  @Override
  public void close() {
    writer.close();
  }
}
