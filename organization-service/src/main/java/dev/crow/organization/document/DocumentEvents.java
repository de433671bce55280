package dev.crow.organization.document;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells watchers how the reading of a document stands. It looks at the rows, so it does not matter
 * which instance reads.
 */
final class DocumentEvents implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(DocumentEvents.class);
  private static final Duration LOOK = Duration.ofMillis(500);

  /** Shorter than the silence that proxies endure. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(4);

  private static final Duration LONGEST = Duration.ofMinutes(15);

  private final DocumentStore store;
  private final Clock clock;
  private volatile ScheduledExecutorService looks = executor();

  DocumentEvents(DocumentStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  private static ScheduledExecutorService executor() {
    return Executors.newScheduledThreadPool(
        2, Thread.ofVirtual().name("document-events-", 0).factory());
  }

  SseEmitter watch(String organizationId, Document document) {
    SseEmitter emitter = new SseEmitter(LONGEST.toMillis());
    Watcher watcher = new Watcher(organizationId, document.id(), emitter, clock.instant());
    ScheduledFuture<?> task =
        looks.scheduleWithFixedDelay(watcher, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    emitter.onCompletion(() -> task.cancel(false));
    emitter.onTimeout(emitter::complete);
    emitter.onError(_ -> task.cancel(false));
    return emitter;
  }

  @Override
  public void start() {
    if (looks.isShutdown()) {
      looks = executor();
    }
  }

  @Override
  public void stop() {
    looks.shutdownNow();
  }

  @Override
  public boolean isRunning() {
    return !looks.isShutdown();
  }

  private final class Watcher implements Runnable {

    private final String organizationId;
    private final String id;
    private final SseEmitter emitter;
    private final AtomicReference<Document> told = new AtomicReference<>();
    private volatile Instant lastSign;

    Watcher(String organizationId, String id, SseEmitter emitter, Instant now) {
      this.organizationId = organizationId;
      this.id = id;
      this.emitter = emitter;
      this.lastSign = now;
    }

    @Override
    public void run() {
      try {
        Optional<Document> now = store.find(organizationId, id);
        if (now.isEmpty()) {
          emitter.complete();
          return;
        }
        tell(now.get());
      } catch (DataAccessException e) {
        log.warn("A document cannot be watched: {}", e.getMessage());
        emitter.completeWithError(e);
      } catch (IOException | IllegalStateException e) {
        // The watcher left.
        emitter.complete();
      }
    }

    private void tell(Document now) throws IOException {
      if (!now.equals(told.get())) {
        told.set(now);
        lastSign = clock.instant();
        emitter.send(SseEmitter.event().name("document").data(now, MediaType.APPLICATION_JSON));
      } else if (lastSign.plus(HEARTBEAT).isBefore(clock.instant())) {
        lastSign = clock.instant();
        emitter.send(SseEmitter.event().comment("still there"));
      }
      if (!now.isUnderWay()) {
        emitter.complete();
      }
    }
  }
}
