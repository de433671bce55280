package dev.crow.system;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends sessions without pause, as an SDK would: a batch that is not acknowledged is sent again,
 * the same, until it is. What was acknowledged is written down after the answer was read.
 */
final class Visitors implements AutoCloseable {

  private final Api api;
  private final long seed;
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final AtomicInteger sessions = new AtomicInteger();
  private final List<String> dishonest = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean stopping;

  Visitors(Api api, long seed) {
    this.api = api;
    this.seed = seed;
  }

  void start(int atATime) {
    for (int i = 0; i < atATime; i++) {
      Random random = new Random(seed + i);
      threads.execute(
          () -> {
            while (!stopping) {
              visit(random);
            }
          });
    }
  }

  private void visit(Random random) {
    String session = "visit-" + new UUID(random.nextLong(), random.nextLong());
    boolean ends = random.nextInt(3) > 0;
    int batches = 1 + random.nextInt(4);
    for (int batch = 0; batch < batches; batch++) {
      List<String> ids = new ArrayList<>();
      StringBuilder events = new StringBuilder();
      for (int event = 0; event <= random.nextInt(6); event++) {
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        ids.add(id);
        events
            .append(events.isEmpty() ? "" : ",")
            .append("{\"eventId\":\"")
            .append(id)
            .append(
                "\",\"type\":\"product_view\",\"properties\":{\"productId\":\"p1\","
                    + "\"productName\":\"Trail Jacket\",\"price\":89.9,\"currency\":\"EUR\"}}");
      }
      sendUntilAcknowledged(
          "/api/v1/ingest/batch",
          "{\"sessionId\":\"%s\",\"idleTimeoutSeconds\":3,\"events\":[%s]}"
              .formatted(session, events));
      acknowledged.addAll(ids);
      LockSupport.parkNanos(Duration.ofMillis(random.nextInt(40)).toNanos());
    }
    if (ends) {
      sendUntilAcknowledged("/api/v1/ingest/session/end", "{\"sessionId\":\"" + session + "\"}");
    }
    sessions.incrementAndGet();
  }

  private void sendUntilAcknowledged(String path, String body) {
    while (true) {
      try {
        HttpResponse<String> answer = api.send(path, body);
        if (answer.statusCode() == 202) {
          return;
        }
        if (answer.statusCode() != 503 && answer.statusCode() != 429) {
          dishonest.add(answer.statusCode() + ": " + answer.body());
        }
      } catch (UncheckedIOException e) {
        // The gateway itself is away; like any client, try again.
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  /** Lets visits that began come to their end. */
  void finish(Duration atMost) {
    stopping = true;
    threads.shutdown();
    try {
      if (!threads.awaitTermination(atMost.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("Visits do not come to an end: the suite did not recover");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  Set<String> acknowledged() {
    return acknowledged;
  }

  /** Answers other than 202, 429 and 503, which are all that is honest under fault. */
  List<String> dishonest() {
    return dishonest;
  }

  int sessions() {
    return sessions.get();
  }

  @Override
  public void close() {
    stopping = true;
    threads.shutdownNow();
  }
}
