package dev.crow.analytics.exports;

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
 * Tells watchers how an export stands. It reads the row, so it does not matter which instance does
 * the work.
 */
final class ExportEvents implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(ExportEvents.class);
  private static final Duration LOOK = Duration.ofMillis(500);

  /** Shorter than the silence that proxies endure. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(4);

  private static final Duration LONGEST = Duration.ofMinutes(15);

  private final ExportStore store;
  private final Clock clock;
  private volatile ScheduledExecutorService looks = executor();

  ExportEvents(ExportStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  private static ScheduledExecutorService executor() {
    return Executors.newScheduledThreadPool(
        2, Thread.ofVirtual().name("export-events-", 0).factory());
  }

  SseEmitter watch(Export export) {
    SseEmitter emitter = new SseEmitter(LONGEST.toMillis());
    Watcher watcher = new Watcher(export, emitter, clock.instant());
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

    private final Export first;
    private final SseEmitter emitter;
    private final AtomicReference<Export> told = new AtomicReference<>();
    private volatile Instant lastSign;

    Watcher(Export first, SseEmitter emitter, Instant now) {
      this.first = first;
      this.emitter = emitter;
      this.lastSign = now;
    }

    @Override
    public void run() {
      try {
        Optional<Export> now = store.find(first.organizationId(), first.id());
        if (now.isEmpty()) {
          emitter.complete();
          return;
        }
        tell(now.get());
      } catch (DataAccessException e) {
        log.warn("An export cannot be watched: {}", e.getMessage());
        emitter.completeWithError(e);
      } catch (IOException | IllegalStateException e) {
        // The watcher left.
        emitter.complete();
      }
    }

    private void tell(Export now) throws IOException {
      if (!now.equals(told.get())) {
        told.set(now);
        lastSign = clock.instant();
        emitter.send(
            SseEmitter.event().name("export").data(ExportView.of(now), MediaType.APPLICATION_JSON));
      } else if (lastSign.plus(HEARTBEAT).isBefore(clock.instant())) {
        lastSign = clock.instant();
        emitter.send(SseEmitter.event().comment("still there"));
      }
      if (!now.state().isOpen()) {
        emitter.complete();
      }
    }
  }
}
