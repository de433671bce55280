package dev.crow.objectstore;

import dev.crow.objectstore.s3.S3BucketRules;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/**
 * Gives the buckets their rules once the service runs, beside its work: objects may wait a minute
 * for their rules, but the service does not wait for the store.
 */
final class BucketRulesAtStart {

  private static final Logger log = LoggerFactory.getLogger(BucketRulesAtStart.class);
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final Duration LAST_CALL = Duration.ofSeconds(2);

  private final S3BucketRules buckets;
  private final BucketRules rules;
  private volatile @Nullable Thread applying;
  private volatile boolean closed;

  BucketRulesAtStart(S3BucketRules buckets, BucketRules rules) {
    this.buckets = buckets;
    this.rules = rules;
  }

  @EventListener(ApplicationReadyEvent.class)
  void begin() {
    applying = Thread.ofVirtual().name("bucket-rules").start(this::applyUntilDone);
  }

  /** Before the client is closed, which is in use here. */
  @EventListener(ContextClosedEvent.class)
  void end() {
    closed = true;
    Thread thread = applying;
    if (thread != null) {
      thread.interrupt();
      try {
        thread.join(LAST_CALL);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void applyUntilDone() {
    while (!closed) {
      try {
        List<String> changed = buckets.apply(rules);
        if (!changed.isEmpty()) {
          log.info("Gave new life cycle and CORS rules to {}", changed);
        }
        return;
      } catch (ObjectStoreException.Refused e) {
        log.warn(
            "The buckets' life cycle and CORS rules cannot be set: {}. Set them by hand as in"
                + " docs/operations.md, use credentials that may, or set"
                + " crow.object-store.apply-rules=false.",
            e.getMessage());
        return;
      } catch (ObjectStoreException.Unavailable e) {
        log.debug("The store cannot be reached yet", e);
      } catch (RuntimeException e) {
        if (!closed) {
          throw e;
        }
        log.debug("Not set before the service stopped", e);
        return;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
