package dev.crow.testkit.cloudflare;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Vectorize's REST API (v2) in memory, with its limits, its error codes, its late visibility and,
 * on demand, its failures. One account. Searches by comparing with every vector.
 */
public final class FakeVectorize implements AutoCloseable {

  /** What can go wrong with the next request. */
  public enum Fault {
    /** The connection breaks before the request is looked at. */
    RESET,
    /** The request is carried out, then the connection breaks. */
    LOST_ANSWER,
    /** 429 and how long to wait: a second. */
    RATE_LIMITED,
    /** 429 and five minutes to wait, as after 1200 requests. */
    BLOCKED,
    INTERNAL_ERROR,
    /** A proxy's page, with status 502. */
    HTML,
    /** A page where JSON was meant, with status 200. */
    HTML_200,
    /** The answer ends in the middle; what was asked has been done. */
    TRUNCATED,
    /** No answer ever. */
    SILENCE
  }

  public static final String ACCOUNT = "0123456789abcdef0123456789abcdef";
  public static final String TOKEN = "fake-vectorize-token";

  private static final String BASE = "/client/v4/accounts/" + ACCOUNT + "/vectorize/v2/indexes";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final FakeVectorizeApi api = new FakeVectorizeApi();
  private final JsonMapper json = JsonMapper.builder().build();
  private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
  private final Queue<String> seen = new ConcurrentLinkedQueue<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);

  private FakeVectorize(HttpServer server) {
    this.server = server;
  }

  /** Starts it on a free port of this machine. What is written is visible 20 ms later. */
  public static FakeVectorize start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      FakeVectorize fake = new FakeVectorize(server);
      server.setExecutor(fake.threads);
      server.createContext("/", fake::handle);
      server.start();
      return fake;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The API's base. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/client/v4");
  }

  /** Changes how long what is written stays invisible. */
  public void visibleAfter(Duration lag) {
    api.visibleAfter(lag);
  }

  /** Each fault strikes one request, in this order. */
  public void failNext(Fault... next) {
    faults.addAll(List.of(next));
  }

  /** How many requests have come since the start, failed ones included. */
  public int requests() {
    return requests.get();
  }

  /** The requests since the start, each as method, a space and what follows the account's path. */
  public List<String> seen() {
    return List.copyOf(seen);
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    URI uri = exchange.getRequestURI();
    seen.add(exchange.getRequestMethod() + " " + uri.toString().replace(BASE, ""));
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Fault fault = faults.poll();
      switch (fault) {
        case null -> send(exchange, respond(exchange, body));
        case RESET -> {}
        case LOST_ANSWER -> respond(exchange, body);
        case RATE_LIMITED -> limited(exchange, "1");
        case BLOCKED -> limited(exchange, "300");
        case INTERNAL_ERROR -> send(exchange, failure(500, 10001, "vectorize.unknown_error"));
        case HTML -> html(exchange, 502);
        case HTML_200 -> html(exchange, 200);
        case TRUNCATED -> truncated(exchange, body);
        case SILENCE -> closed.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void limited(HttpExchange exchange, String seconds) throws IOException {
    exchange.getResponseHeaders().set("Retry-After", seconds);
    send(exchange, failure(429, 971, "Please wait and consider throttling your request speed"));
  }

  private static void html(HttpExchange exchange, int status) throws IOException {
    byte[] page = "<html><body>Bad Gateway</body></html>".getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html");
    exchange.sendResponseHeaders(status, page.length);
    exchange.getResponseBody().write(page);
  }

  private void truncated(HttpExchange exchange, byte[] body) throws IOException {
    byte[] bytes = json.writeValueAsBytes(respond(exchange, body).body());
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length / 2);
    exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
  }

  private void send(HttpExchange exchange, Response response) throws IOException {
    byte[] bytes = json.writeValueAsBytes(response.body());
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(response.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private record Response(int status, Map<String, Object> body) {}

  private static Response failure(int status, int code, String message) {
    return new Response(
        status, envelope(false, List.of(Map.of("code", code, "message", message)), null));
  }

  private static Map<String, Object> envelope(
      boolean success, List<?> errors, @Nullable Object result) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("success", success);
    body.put("errors", errors);
    body.put("messages", List.of());
    body.put("result", result);
    return body;
  }

  private Response respond(HttpExchange exchange, byte[] body) {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (!("Bearer " + TOKEN).equals(authorization)) {
      return failure(403, 10000, "Authentication error");
    }
    URI uri = exchange.getRequestURI();
    if (!uri.getPath().startsWith(BASE)) {
      return failure(404, 7003, "Could not route to " + uri.getPath());
    }
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    try {
      Object result =
          api.answer(
              new FakeVectorizeApi.Request(
                  exchange.getRequestMethod(),
                  uri.getPath().substring(BASE.length()),
                  uri.getQuery() == null ? "" : uri.getQuery(),
                  type == null ? "" : type,
                  body));
      return new Response(200, envelope(true, List.of(), result));
    } catch (VectorizeRefusal e) {
      return failure(e.status(), e.code(), e.getMessage());
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
