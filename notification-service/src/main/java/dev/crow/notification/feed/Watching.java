package dev.crow.notification.feed;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells watchers what is new. One look at the table serves all of them, whichever instance made the
 * notifications; without watchers there is none.
 */
@Component
class Watching implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Watching.class);
  private static final int PAGE = 500;
  private static final int MOST_MISSED = 200;

  private final Notifications notifications;
  private final NotificationsProperties properties;
  // Both guarded by this object.
  private final Map<Reader, Deque<Watcher>> watchers = new HashMap<>();
  private long told;
  private @Nullable ScheduledExecutorService looks;

  Watching(Notifications notifications, NotificationsProperties properties) {
    this.notifications = notifications;
    this.properties = properties;
  }

  /**
   * @param reader who watches
   * @param since the last event they got, or null to begin now
   * @param time after which the stream ends
   */
  SseEmitter watch(Reader reader, @Nullable Long since, Duration time) {
    SseEmitter emitter = new SseEmitter(time.toMillis());
    Watcher watcher = new Watcher(reader, emitter);
    emitter.onCompletion(() -> leave(watcher));
    emitter.onTimeout(watcher::end);
    emitter.onError(_ -> leave(watcher));
    Watcher ended = null;
    synchronized (this) {
      if (watchers.isEmpty()) {
        told = notifications.last();
      }
      Deque<Watcher> ours = watchers.computeIfAbsent(reader, _ -> new ArrayDeque<>());
      if (ours.size() >= properties.watchers()) {
        ended = ours.removeFirst();
      }
      ours.addLast(watcher);
      watcher.begin(
          since == null ? List.of() : missed(reader, since), notifications.unread(reader));
    }
    if (ended != null) {
      ended.end();
    }
    return emitter;
  }

  /** What others were told before this moment, in order. */
  private List<Notification> missed(Reader reader, long since) {
    return notifications.page(reader, false, null, told + 1, MOST_MISSED).stream()
        .filter(one -> one.seq() > since)
        .toList()
        .reversed();
  }

  private synchronized void leave(Watcher watcher) {
    Deque<Watcher> ours = watchers.get(watcher.reader());
    watcher.end();
    if (ours != null) {
      ours.remove(watcher);
      if (ours.isEmpty()) {
        watchers.remove(watcher.reader());
      }
    }
  }

  private synchronized List<Watcher> of(Reader reader) {
    return List.copyOf(watchers.getOrDefault(reader, new ArrayDeque<>()));
  }

  private synchronized List<Watcher> all() {
    return watchers.values().stream().flatMap(Collection::stream).toList();
  }

  /** Others of the reader's windows shall count alike. */
  void changed(Reader reader) {
    List<Watcher> ours = of(reader);
    if (!ours.isEmpty()) {
      int unread = notifications.unread(reader);
      ours.forEach(watcher -> watcher.count(unread));
    }
  }

  private void look() {
    try {
      List<Notification> fresh;
      do {
        fresh = next();
        fresh.forEach(this::tell);
      } while (fresh.size() == PAGE);
    } catch (DataAccessException e) {
      log.warn("Watchers wait for their notifications: {}", e.getMessage());
    }
  }

  private synchronized List<Notification> next() {
    if (watchers.isEmpty()) {
      return List.of();
    }
    List<Notification> fresh = notifications.afterAll(told, PAGE);
    if (!fresh.isEmpty()) {
      told = fresh.getLast().seq();
    }
    return fresh;
  }

  private void tell(Notification one) {
    Reader reader = new Reader(one.organizationId(), one.userId());
    List<Watcher> ours = of(reader);
    if (!ours.isEmpty()) {
      int unread = notifications.unread(reader);
      ours.forEach(
          watcher -> {
            watcher.tell(one);
            watcher.count(unread);
          });
    }
  }

  @Override
  public void start() {
    ScheduledExecutorService executor =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("notifications-watch").factory());
    ScheduledFuture<?> _ =
        executor.scheduleWithFixedDelay(
            this::look,
            properties.look().toMillis(),
            properties.look().toMillis(),
            TimeUnit.MILLISECONDS);
    looks = executor;
  }

  @Override
  public void stop() {
    ScheduledExecutorService executor = looks;
    looks = null;
    if (executor != null) {
      executor.shutdownNow();
      all().forEach(Watcher::end);
    }
  }

  @Override
  public boolean isRunning() {
    return looks != null;
  }

  /** Spring ends requests in phases; streams would hold up the end of the server's. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
