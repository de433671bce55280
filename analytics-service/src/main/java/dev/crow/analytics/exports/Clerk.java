package dev.crow.analytics.exports;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks after exports: asks again for parts that do not come, and ends what was kept long enough.
 */
final class Clerk {

  private static final Logger log = LoggerFactory.getLogger(Clerk.class);
  private static final Duration PRUNED_EVERY = Duration.ofHours(1);
  private static final int AT_ONCE = 100;

  private final ExportStore store;
  private final Exports exports;
  private final Endings endings;
  private final TransactionTemplate transaction;
  private final ExportProperties properties;
  private final Clock clock;
  private Instant pruneAt = Instant.MIN;

  Clerk(
      ExportStore store,
      Exports exports,
      Endings endings,
      TransactionTemplate transaction,
      ExportProperties properties,
      Clock clock) {
    this.store = store;
    this.exports = exports;
    this.endings = endings;
    this.transaction = transaction;
    this.properties = properties;
    this.clock = clock;
  }

  void work() {
    Instant now = clock.instant();
    store.unanswered(now, AT_ONCE).forEach(this::askAgain);
    expire(now);
    if (pruneAt.isBefore(now)) {
      transaction.executeWithoutResult(_ -> store.prune(now.minus(properties.remember())));
      pruneAt = now.plus(PRUNED_EVERY);
    }
  }

  private void askAgain(Export export) {
    if (export.attempts() >= properties.attempts()) {
      log.warn("Export {} got no rows after {} attempts", export.id(), export.attempts());
      transaction.executeWithoutResult(
          _ -> endings.failed(export, "The rows did not come in time. Ask for it again."));
      exports.removeObjects(export);
      return;
    }
    transaction.executeWithoutResult(
        _ -> {
          if (store.askedAgain(export, clock.instant().plus(properties.patience()))) {
            exports.ask(export, export.part(), export.place(), export.attempts() + 1);
          }
        });
  }

  /** The object store's own rule would remove the files as well, a day later at most. */
  private void expire(Instant now) {
    List<Export> over = store.expiring(now, AT_ONCE);
    for (Export export : over) {
      exports.removeObjects(export);
      store.expire(export, null, now);
    }
  }
}
