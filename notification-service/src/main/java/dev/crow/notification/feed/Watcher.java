package dev.crow.notification.feed;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/**
 * One open stream. It is written by a thread of its own, so a client that reads slowly holds up
 * nobody else; one that falls far behind is cut off, and comes again with what it got last.
 */
final class Watcher {

  /** Shorter than the silence that proxies endure. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(4);

  private static final int MOST_WAITING = 500;

  private final Reader reader;
  private final SseEmitter emitter;
  private final BlockingQueue<SseEventBuilder> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
  private volatile boolean over;
  private volatile @Nullable Thread writer;

  Watcher(Reader reader, SseEmitter emitter) {
    this.reader = reader;
    this.emitter = emitter;
  }

  Reader reader() {
    return reader;
  }

  void begin(List<Notification> missed, int unread) {
    missed.forEach(this::tell);
    count(unread);
    writer = Thread.ofVirtual().name("notifications-watcher").start(this::write);
  }

  void tell(Notification one) {
    add(
        SseEmitter.event()
            .id(Long.toString(one.seq()))
            .name("notification")
            .data(NotificationView.of(one)));
  }

  void count(int unread) {
    add(SseEmitter.event().name("unread").data(new UnreadCount(unread)));
  }

  private void add(SseEventBuilder event) {
    if (!waiting.offer(event)) {
      end();
    }
  }

  private void write() {
    try {
      while (!over) {
        SseEventBuilder next = waiting.poll(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
        emitter.send(next == null ? SseEmitter.event().comment("still there") : next);
      }
    } catch (IOException | IllegalStateException e) {
      // The client left.
      over = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    emitter.complete();
  }

  /** The client is told that there is no more. */
  void end() {
    over = true;
    Thread writing = writer;
    if (writing != null) {
      writing.interrupt();
    }
  }
}
