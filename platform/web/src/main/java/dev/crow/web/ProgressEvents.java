package dev.crow.web;

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
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells watchers how work stands, by server-sent events: the work whenever it differs, until it has
 * ended. It reads the row, so it does not matter which instance does the work.
 *
 * @param <T> the row; equal rows are told once
 */
public final class ProgressEvents<T> implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(ProgressEvents.class);
  private static final Duration LOOK = Duration.ofMillis(500);

  /** Shorter than the silence that proxies endure. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(4);

  private static final Duration LONGEST = Duration.ofMinutes(15);

  private final String name;
  private final Function<? super T, ?> shown;
  private final Predicate<? super T> last;
  private final Clock clock;
  private final Duration longest;
  private volatile ScheduledExecutorService looks;

  /**
   * @param name of what is watched, such as {@code job}: the events' type
   * @param shown what watchers see of a row, as JSON
   * @param last whether nothing more happens to it
   * @param clock for the comments that keep silent connections open
   */
  public ProgressEvents(
      String name, Function<? super T, ?> shown, Predicate<? super T> last, Clock clock) {
    this(name, shown, last, clock, LONGEST);
  }

  ProgressEvents(
      String name,
      Function<? super T, ?> shown,
      Predicate<? super T> last,
      Clock clock,
      Duration longest) {
    this.name = name;
    this.shown = shown;
    this.last = last;
    this.clock = clock;
    this.longest = longest;
    this.looks = executor();
  }

  private ScheduledExecutorService executor() {
    return Executors.newScheduledThreadPool(
        2, Thread.ofVirtual().name(name + "-events-", 0).factory());
  }

  /**
   * Looks twice a second, for at most fifteen minutes; after that, clients connect again.
   *
   * @param look reads the row as it stands; the stream ends once it is gone
   * @return for the controller to answer with
   */
  public SseEmitter watch(Supplier<Optional<T>> look) {
    SseEmitter emitter = new SseEmitter(longest.toMillis());
    Watcher watcher = new Watcher(look, emitter, clock.instant());
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

    private final Supplier<Optional<T>> look;
    private final SseEmitter emitter;
    private final AtomicReference<T> told = new AtomicReference<>();
    private volatile Instant lastSign;

    Watcher(Supplier<Optional<T>> look, SseEmitter emitter, Instant now) {
      this.look = look;
      this.emitter = emitter;
      this.lastSign = now;
    }

    @Override
    public void run() {
      try {
        look.get().ifPresentOrElse(this::tell, emitter::complete);
      } catch (RuntimeException e) {
        log.warn("The {} being watched cannot be read", name, e);
        emitter.completeWithError(e);
      }
    }

    private void tell(T now) {
      if (!now.equals(told.get())) {
        told.set(now);
        lastSign = clock.instant();
        send(SseEmitter.event().name(name).data(shown.apply(now), MediaType.APPLICATION_JSON));
      } else if (lastSign.plus(HEARTBEAT).isBefore(clock.instant())) {
        lastSign = clock.instant();
        send(SseEmitter.event().comment("still there"));
      }
      if (last.test(now)) {
        emitter.complete();
      }
    }

    private void send(SseEmitter.SseEventBuilder event) {
      try {
        emitter.send(event);
      } catch (IOException | IllegalStateException e) {
        // The watcher left.
        emitter.complete();
      }
    }
  }
}
