package dev.crow.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Ends sessions at a steady rate and measures, for a sample, how long it takes from the
 * acknowledged end until a search finds the interaction.
 */
public final class EndToEnd {

  private static final int EVENTS = 10;
  private static final int WARM_UP_SECONDS = 90;

  /** One session in so many is looked for: the search of each costs as much as describing one. */
  private static final int FOLLOWED = 50;

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final List<String> SYLLABLES =
      List.of("ba", "lo", "ri", "ne", "tu", "ka", "mo", "si", "ve", "da");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String gateway;
  private final String key;
  private final AtomicInteger lost = new AtomicInteger();
  private final List<Long> millis = Collections.synchronizedList(new ArrayList<>());

  private EndToEnd(String gateway, String key) {
    this.gateway = gateway;
    this.key = key;
  }

  /**
   * @param args gateway, secret key, sessions per second, seconds after warming up
   */
  public static void main(String[] args) {
    EndToEnd run = new EndToEnd(args[0], args[1]);
    run.drive(Integer.parseInt(args[2]), Integer.parseInt(args[3]));
  }

  private void drive(int perSecond, int seconds) {
    // Half the rate first: the code compiles while it runs, and must not start with a backlog.
    int warmUp = perSecond / 2 * WARM_UP_SECONDS;
    visits(perSecond / 2, 0, warmUp, false);
    visits(perSecond, warmUp, perSecond * seconds, true);
    report(perSecond, seconds);
  }

  private void visits(int perSecond, int first, int count, boolean measured) {
    long step = Duration.ofSeconds(1).toNanos() / perSecond;
    long next = System.nanoTime();
    try (ExecutorService visits = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = first; i < first + count; i++) {
        int number = i;
        visits.execute(() -> visit(number, measured && number % FOLLOWED == 0));
        next += step;
        LockSupport.parkNanos(next - System.nanoTime());
      }
    }
  }

  private void report(int perSecond, int seconds) {
    List<Long> sorted = millis.stream().sorted().toList();
    if (sorted.isEmpty() || lost.get() > 0) {
      System.out.printf(
          "%d sessions were not found within %s: the suite cannot keep up%n", lost.get(), PATIENCE);
    }
    if (sorted.isEmpty()) {
      return;
    }
    System.out.printf(
        "%d sessions/s for %d s, %d of them followed to a search hit:"
            + " p50 %d ms, p95 %d ms, max %d ms%n",
        perSecond,
        seconds,
        sorted.size(),
        sorted.get(sorted.size() / 2),
        sorted.get(sorted.size() * 95 / 100),
        sorted.getLast());
  }

  private void visit(int number, boolean followed) {
    String session = "e2e-" + UUID.randomUUID();
    String product = name(number);
    StringBuilder events = new StringBuilder();
    for (int i = 0; i < EVENTS; i++) {
      events
          .append(i == 0 ? "" : ",")
          .append("{\"eventId\":\"")
          .append(UUID.randomUUID())
          .append("\",\"type\":\"product_view\",\"properties\":{\"productId\":\"p-")
          .append(number)
          .append("\",\"productName\":\"")
          .append(product)
          .append("\",\"price\":10,\"currency\":\"EUR\"}}");
    }
    post(
        "/api/v1/ingest/batch",
        "{\"sessionId\":\"%s\",\"events\":[%s]}".formatted(session, events));
    post("/api/v1/ingest/session/end", "{\"sessionId\":\"%s\"}".formatted(session));
    if (followed) {
      long ended = System.nanoTime();
      while (!get("/api/v1/interactions/search?limit=5&q=" + product).contains(session)) {
        if (System.nanoTime() - ended > PATIENCE.toNanos()) {
          lost.incrementAndGet();
          return;
        }
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
      millis.add(Duration.ofNanos(System.nanoTime() - ended).toMillis());
    }
  }

  /**
   * A word of its own: thousands of sessions that read alike would crowd each other out of the
   * page.
   */
  private static String name(int number) {
    return "%07d"
        .formatted(number)
        .chars()
        .mapToObj(digit -> SYLLABLES.get(digit - '0'))
        .collect(Collectors.joining());
  }

  private void post(String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(gateway + path))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    if (send(request).statusCode() != 202) {
      throw new IllegalStateException("not accepted: " + send(request).body());
    }
  }

  private String get(String path) {
    return send(HttpRequest.newBuilder(URI.create(gateway + path))
            .header("Authorization", "Bearer " + key)
            .build())
        .body();
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
