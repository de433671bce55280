package dev.crow.testkit.cloudflare;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * D1's REST API over a SQLite file, with D1's quirks, limits, errors and, on demand, its failures.
 * One account, one database.
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
    /** No answer ever. */
    SILENCE
  }

  public static final String ACCOUNT = "0123456789abcdef0123456789abcdef";
  public static final String DATABASE = "11111111-2222-4333-8444-555555555555";
  public static final String TOKEN = "fake-d1-token";

  private static final String BASE = "/client/v4/accounts/";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final FakeD1Database database;
  private final JsonMapper json = JsonMapper.builder().build();
  private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);

  private FakeD1(HttpServer server, FakeD1Database database) {
    this.server = server;
    this.database = database;
  }

  /**
   * @param file the database's, made if absent
   */
  public static FakeD1 start(Path file) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      FakeD1 fake = new FakeD1(server, FakeD1Database.open(file));
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

  /** How many requests have come since the start, failed ones included. */
  public int requests() {
    return requests.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Fault fault = faults.poll();
      switch (fault) {
        case null -> answer(exchange, body);
        case RESET -> {}
        case LOST_ANSWER -> respond(exchange, body);
        case RATE_LIMITED -> {
          exchange.getResponseHeaders().set("Retry-After", "1");
          send(exchange, failure(429, 971, "Please wait and consider throttling your request"));
        }
        case OVERLOADED ->
            send(exchange, failure(429, 7500, "D1 DB is overloaded. Too many requests queued."));
        case INTERNAL_ERROR ->
            send(exchange, failure(500, 7500, "internal error; reference = 0a1b2c"));
        case HTML -> html(exchange);
        case TRUNCATED -> truncated(exchange, body);
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

  private void answer(HttpExchange exchange, byte[] body) throws IOException {
    send(exchange, respond(exchange, body));
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
        status, envelope(false, List.of(Map.of("code", code, "message", message)), List.of()));
  }

  private static Map<String, Object> envelope(boolean success, List<?> errors, List<?> result) {
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
    String path = exchange.getRequestURI().getPath();
    String database = BASE + ACCOUNT + "/d1/database/";
    if (!path.startsWith(database)) {
      return failure(404, 7003, "Could not route to " + path);
    }
    String[] rest = path.substring(database.length()).split("/", -1);
    if (!rest[0].equals(DATABASE)) {
      return failure(404, 7404, "The database " + rest[0] + " could not be found");
    }
    if (rest.length != 2 || !java.util.Set.of("raw", "query").contains(rest[1])) {
      return failure(404, 7003, "Could not route to " + path);
    }
    return run(body, rest[1].equals("raw"));
  }

  private Response run(byte[] body, boolean raw) {
    List<FakeD1Database.Call> calls = calls(body);
    if (calls == null) {
      return failure(400, 7400, "The request is malformed");
    }
    try {
      return new Response(200, envelope(true, List.of(), database.run(calls, raw)));
    } catch (D1Refusal e) {
      return failure(400, 7500, e.getMessage());
    }
  }

  private @Nullable List<FakeD1Database.Call> calls(byte[] body) {
    try {
      JsonNode request = json.readTree(body);
      List<FakeD1Database.Call> calls = new ArrayList<>();
      for (JsonNode call : request.has("batch") ? request.get("batch") : List.of(request)) {
        if (!call.path("sql").isString()) {
          return null;
        }
        List<JsonNode> params = new ArrayList<>();
        call.path("params").forEach(params::add);
        calls.add(new FakeD1Database.Call(call.get("sql").asString(), params));
      }
      return calls;
    } catch (JacksonException e) {
      return null;
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
    database.close();
  }
}
