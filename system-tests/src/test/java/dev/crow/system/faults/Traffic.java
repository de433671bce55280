package dev.crow.system.faults;

import dev.crow.system.Api;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Visitors who come without pause, with an SDK that sends a batch again, the same, until it is
 * acknowledged. Some batches overtake others, some are sent again although they were acknowledged,
 * and some hold an event that has to be refused.
 */
final class Traffic implements AutoCloseable {

  /** Silence that ends a visit, in seconds; visitors ask for it. */
  static final int GAP = 3;

  private static final Duration RETRY = Duration.ofMillis(100);

  private final Api api;
  private final Journal journal;
  private final Pace pace;
  private final long seed;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean stopping;

  Traffic(Api api, Journal journal, Pace pace, long seed) {
    this.api = api;
    this.journal = journal;
    this.pace = pace;
    this.seed = seed;
  }

  /**
   * How visitors move.
   *
   * @param batches most batches of a visit
   * @param events most events of a batch
   * @param pause longest pause between two batches, in milliseconds
   */
  record Pace(int batches, int events, int pause) {

    static final Pace BRISK = new Pace(5, 6, 40);
    static final Pace LINGERING = new Pace(10, 3, 900);
    static final Pace BULK = new Pace(5, 12, 10);

    /** A visit must fit into its journal. */
    Pace {
      if (batches * events > Journal.MOST_EVENTS) {
        throw new IllegalArgumentException("Too many events for one visit");
      }
    }
  }

  void start(int atATime) {
    for (int i = 0; i < atATime; i++) {
      Random random = new Random(seed + i);
      threads.execute(
          () -> {
            try {
              while (!stopping) {
                visit(random);
              }
            } catch (RuntimeException e) {
              if (!Thread.currentThread().isInterrupted()) {
                journal.dishonest("A visitor gave up: " + e);
              }
            }
          });
    }
  }

  private void visit(Random random) {
    int visit = journal.begin();
    int batches = 1 + random.nextInt(pace.batches());
    int next = 0;
    for (int batch = 0; batch < batches; batch++) {
      Batch first = batch(visit, next, random);
      next += first.size;
      if (random.nextInt(5) == 0 && batch + 1 < batches) {
        Batch second = batch(visit, next, random);
        next += second.size;
        batch++;
        // Whichever comes first; the door owes no order to requests that run side by side.
        Thread other = Thread.ofVirtual().start(() -> deliver(visit, second));
        deliver(visit, first);
        join(other);
      } else {
        deliver(visit, first);
      }
      if (random.nextInt(10) == 0) {
        deliver(visit, first);
      }
      LockSupport.parkNanos(Duration.ofMillis(random.nextInt(pace.pause())).toNanos());
    }
    if (random.nextInt(3) > 0) {
      send("/api/v1/ingest/session/end", "{\"sessionId\":\"" + Journal.session(visit) + "\"}");
    }
  }

  private static void join(Thread other) {
    try {
      other.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Batch batch(int visit, int from, Random random) {
    int size = 1 + random.nextInt(pace.events());
    List<String> events = new ArrayList<>();
    long bits = 0;
    for (int number = from; number < from + size; number++) {
      bits |= 1L << number;
      events.add(
          """
          {"eventId":"%s","type":"product_view","properties":{"productId":"p%d",\
          "productName":"Trail Jacket","price":89.9,"currency":"EUR"}}"""
              .formatted(journal.event(visit, number), random.nextInt(5)));
    }
    List<String> refused = new ArrayList<>();
    if (random.nextInt(20) == 0) {
      String id = journal.refusedEvent(visit, from);
      refused.add(id);
      events.add("{\"eventId\":\"%s\",\"type\":\"\"}".formatted(id));
    }
    String body =
        "{\"sessionId\":\"%s\",\"idleTimeoutSeconds\":%d,\"events\":[%s]}"
            .formatted(Journal.session(visit), GAP, String.join(",", events));
    return new Batch(size, bits, refused, body);
  }

  private record Batch(int size, long bits, List<String> refused, String body) {}

  private void deliver(int visit, Batch batch) {
    journal.sent(visit, batch.bits);
    JsonNode receipt = send("/api/v1/ingest/batch", batch.body);
    int taken = receipt.path("stored").asInt() + receipt.path("duplicates").asInt();
    if (taken != batch.size || receipt.path("refused").asInt() != batch.refused.size()) {
      journal.dishonest("A receipt does not add up: " + receipt);
    }
    journal.acknowledged(visit, batch.bits);
    batch.refused.forEach(journal::refused);
    journal.receipt(receipt.path("receiptId").asString());
  }

  private JsonNode send(String path, String body) {
    while (true) {
      try {
        HttpResponse<String> answer = api.send(path, body);
        if (answer.statusCode() == 202) {
          return api.json(answer);
        }
        if (answer.statusCode() != 503 && answer.statusCode() != 429) {
          journal.dishonest(answer.statusCode() + ": " + answer.body());
        }
      } catch (UncheckedIOException | JacksonException e) {
        // The connection broke, or the answer did on its way; like any client, try again.
      }
      LockSupport.parkNanos(RETRY.toNanos());
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

  @Override
  public void close() {
    stopping = true;
    threads.shutdownNow();
  }
}
