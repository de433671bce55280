package dev.crow.testkit.cloudflare;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * D1's REST API over SQLite files, with D1's quirks, limits, errors and, on demand, its failures:
 * statements, databases, export, import and time travel of one account.
 */
public final class FakeD1 implements AutoCloseable {

  /** What can go wrong with the next request. */
  public enum Fault {
    /** The connection breaks before the request is looked at. */
    RESET,
    /** The request is carried out, then the connection breaks. */
    LOST_ANSWER,
    /** The API's own limit: 429 and how long to wait. */
    RATE_LIMITED,
    OVERLOADED,
    /** 500 with the code of an SQL error, as D1 has it. */
    INTERNAL_ERROR,
    /** A proxy's page. */
    HTML,
    /** The answer ends in the middle; what was asked has been done. */
    TRUNCATED,
    /** What was asked is done, and the answer comes in two pieces with a pause between them. */
    SLOW,
    /** No answer ever. */
    SILENCE
  }

  public static final String ACCOUNT = "0123456789abcdef0123456789abcdef";
  public static final String DATABASE = "11111111-2222-4333-8444-555555555555";
  public static final String TOKEN = "fake-d1-token";

  private static final long SLOWNESS_MILLIS = 150;
  private static final String FILES = "/presigned/";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final FakeD1Api api;
  private final Map<String, String> shared;
  private final JsonMapper json = JsonMapper.builder().build();
  private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
  private final AtomicReference<Supplier<@Nullable Fault>> dice = new AtomicReference<>(() -> null);
  private final AtomicInteger requests = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);

  private FakeD1(HttpServer server, FakeD1Api api, Map<String, String> shared) {
    this.server = server;
    this.api = api;
    this.shared = shared;
  }

  /**
   * @param file of the database with the id {@link #DATABASE}, made if absent; others are made
   *     beside it
   */
  public static FakeD1 start(Path file) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      Map<String, String> shared = new ConcurrentHashMap<>();
      String files = "http://127.0.0.1:" + server.getAddress().getPort() + FILES;
      FakeD1Api api = new FakeD1Api(file, files, shared);
      api.add(DATABASE, "contract", file);
      FakeD1 fake = new FakeD1(server, api, shared);
      server.setExecutor(fake.threads);
      server.createContext("/", fake::handle);
      server.start();
      return fake;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The API's base, as {@code endpoint} of the driver. */
  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/client/v4";
  }

  /** Without the token, which is {@link #TOKEN}. */
  public String jdbcUrl() {
    return "jdbc:d1://" + ACCOUNT + "/" + DATABASE + "?endpoint=" + endpoint();
  }

  /** Each fault strikes one request, in this order. */
  public void failNext(Fault... next) {
    faults.addAll(List.of(next));
  }

  /**
   * From now on.
   *
   * @param share of the requests that fail, 0 to 1
   * @param seed the same gives the same failures to the same requests
   */
  public void failRandomly(double share, long seed, Fault... kinds) {
    Random random = new Random(seed);
    dice.set(() -> random.nextDouble() < share ? kinds[random.nextInt(kinds.length)] : null);
  }

  private @Nullable Fault next() {
    Fault asked = faults.poll();
    return asked != null ? asked : dice.get().get();
  }

  /** How many requests have come since the start, failed ones included. */
  public int requests() {
    return requests.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (exchange.getRequestURI().getPath().startsWith(FILES)) {
        share(exchange, body);
        return;
      }
      Fault fault = next();
      switch (fault) {
        case null -> answer(exchange, body);
        case RESET -> {}
        case LOST_ANSWER -> respond(exchange, body);
        case RATE_LIMITED -> {
          exchange.getResponseHeaders().set("Retry-After", "1");
          send(
              exchange,
              ApiResponse.failure(429, 971, "Please wait and consider throttling your request"));
        }
        case OVERLOADED ->
            send(
                exchange,
                ApiResponse.failure(429, 7500, "D1 DB is overloaded. Too many requests queued."));
        case INTERNAL_ERROR ->
            send(exchange, ApiResponse.failure(500, 7500, "internal error; reference = 0a1b2c"));
        case HTML -> html(exchange);
        case TRUNCATED -> truncated(exchange, body);
        case SLOW -> slowly(exchange, body);
        case SILENCE -> closed.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void html(HttpExchange exchange) throws IOException {
    byte[] page = "<html><body>502 Bad Gateway</body></html>".getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html");
    exchange.sendResponseHeaders(502, page.length);
    exchange.getResponseBody().write(page);
  }

  private void truncated(HttpExchange exchange, byte[] body) throws IOException {
    byte[] bytes = json.writeValueAsBytes(respond(exchange, body).body());
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length / 2);
    exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
  }

  private void slowly(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
    ApiResponse response = respond(exchange, body);
    byte[] bytes = json.writeValueAsBytes(response.body());
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(response.status(), bytes.length);
    exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
    exchange.getResponseBody().flush();
    // True only if the fake is closed meanwhile, and then nobody waits for the rest.
    if (!closed.await(SLOWNESS_MILLIS, TimeUnit.MILLISECONDS)) {
      exchange.getResponseBody().write(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
    }
  }

  private void answer(HttpExchange exchange, byte[] body) throws IOException {
    send(exchange, respond(exchange, body));
  }

  private void send(HttpExchange exchange, ApiResponse response) throws IOException {
    byte[] bytes = json.writeValueAsBytes(response.body());
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(response.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private ApiResponse respond(HttpExchange exchange, byte[] body) {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (!("Bearer " + TOKEN).equals(authorization)) {
      return ApiResponse.failure(403, 10000, "Authentication error");
    }
    return api.respond(exchange.getRequestMethod(), exchange.getRequestURI(), body);
  }

  /** Whoever knows the name may, as with a presigned URL. */
  private void share(HttpExchange exchange, byte[] body) throws IOException {
    String name = exchange.getRequestURI().getPath().substring(FILES.length());
    String known = shared.get(name);
    if (known == null) {
      exchange.sendResponseHeaders(403, -1);
    } else if (exchange.getRequestMethod().equals("PUT")) {
      String text = new String(body, StandardCharsets.UTF_8);
      shared.put(name, text);
      exchange.getResponseHeaders().set("ETag", '"' + FakeD1Transfers.etag(text) + '"');
      exchange.sendResponseHeaders(200, -1);
    } else {
      byte[] bytes = known.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
    api.close();
  }
}
