package dev.crow.testkit.cloudflare;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Workers KV's REST API in memory, with its errors and limits and, on demand, its failures. One
 * account, one namespace. Unlike the real one it is consistent at once, and keeps what ends.
 */
public final class FakeWorkersKv implements AutoCloseable {

  /** What can be wrong with all requests from now on. */
  public enum Fault {
    /** Nothing is. */
    NONE,
    /** The API's own limit: 429 and how long to wait. */
    RATE_LIMITED,
    /** A proxy's page. */
    HTML,
    /** The connection breaks. */
    RESET,
    /** The namespace is gone. */
    NO_NAMESPACE
  }

  public static final String ACCOUNT = "0123456789abcdef0123456789abcdef";
  public static final String NAMESPACE = "fedcba9876543210fedcba9876543210";
  public static final String TOKEN = "fake-kv-token";

  /** How long a limited caller is asked to wait, in seconds. */
  public static final int RETRY_AFTER = 120;

  private static final String BASE =
      "/client/v4/accounts/" + ACCOUNT + "/storage/kv/namespaces/" + NAMESPACE + "/";
  private static final int LONGEST_KEY = 512;
  private static final int SHORTEST_LIFE = 60;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final JsonMapper json = JsonMapper.builder().build();
  private final ConcurrentSkipListMap<String, byte[]> values = new ConcurrentSkipListMap<>();
  private final AtomicReference<Fault> fault = new AtomicReference<>(Fault.NONE);

  private FakeWorkersKv(HttpServer server) {
    this.server = server;
  }

  /**
   * @return an empty namespace, already answering
   */
  public static FakeWorkersKv start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      FakeWorkersKv fake = new FakeWorkersKv(server);
      server.setExecutor(fake.threads);
      server.createContext("/", fake::handle);
      server.start();
      return fake;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @return the API's base
   */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/client/v4");
  }

  /**
   * @param next what is wrong from now on
   */
  public void fail(Fault next) {
    fault.set(next);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      switch (fault.get()) {
        case NONE -> answer(exchange, body);
        case RATE_LIMITED -> {
          exchange.getResponseHeaders().set("Retry-After", String.valueOf(RETRY_AFTER));
          fail(exchange, 429, 971, "Please wait and consider throttling your request");
        }
        case HTML ->
            send(exchange, 502, "<html>Bad Gateway</html>".getBytes(StandardCharsets.UTF_8));
        case RESET -> {
          // Closing without an answer is one.
        }
        case NO_NAMESPACE -> fail(exchange, 404, 10013, "get: 'namespace not found'");
      }
    }
  }

  private void answer(HttpExchange exchange, byte[] body) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      fail(exchange, 401, 10000, "Authentication error");
    } else if (!path.startsWith(BASE)) {
      fail(exchange, 404, 10013, "get: 'namespace not found'");
    } else if (path.startsWith(BASE + "values/")) {
      value(exchange, decoded(path.substring((BASE + "values/").length())), body);
    } else if (path.equals(BASE + "keys")) {
      list(exchange);
    } else if (path.equals(BASE + "bulk/delete")) {
      Stream.of(json.readValue(body, String[].class)).forEach(values::remove);
      succeed(exchange, Map.of("successful_key_count", 1), Map.of());
    } else {
      fail(exchange, 405, 10000, "Method not allowed");
    }
  }

  private void value(HttpExchange exchange, String key, byte[] body) throws IOException {
    byte[] present = values.get(key);
    switch (exchange.getRequestMethod()) {
      case "PUT" -> {
        String life = query(exchange).get("expiration_ttl");
        if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
          fail(exchange, 414, 10033, "put: 'UTF-8 encoded length of key is too long'");
        } else if (life != null && Long.parseLong(life) < SHORTEST_LIFE) {
          fail(exchange, 400, 10034, "put: 'Invalid expiration_ttl'");
        } else {
          values.put(key, body);
          succeed(exchange, null, Map.of());
        }
      }
      case "GET", "DELETE" -> {
        if (present == null) {
          fail(exchange, 404, 10009, "get: 'key not found'");
        } else if (exchange.getRequestMethod().equals("GET")) {
          send(exchange, 200, present);
        } else {
          values.remove(key);
          succeed(exchange, null, Map.of());
        }
      }
      default -> fail(exchange, 405, 10000, "Method not allowed");
    }
  }

  private void list(HttpExchange exchange) throws IOException {
    Map<String, String> query = query(exchange);
    int limit = Integer.parseInt(query.getOrDefault("limit", "1000"));
    String prefix = query.getOrDefault("prefix", "");
    SortedMap<String, byte[]> rest = values.tailMap(query.getOrDefault("cursor", prefix), false);
    List<Map<String, String>> page = new ArrayList<>();
    for (String key : rest.keySet()) {
      if (!key.startsWith(prefix) || page.size() == limit) {
        break;
      }
      page.add(Map.of("name", key));
    }
    String cursor = page.size() == limit ? String.valueOf(page.getLast().get("name")) : "";
    succeed(exchange, page, Map.of("count", page.size(), "cursor", cursor));
  }

  private static Map<String, String> query(HttpExchange exchange) {
    String raw = exchange.getRequestURI().getRawQuery();
    return raw == null
        ? Map.of()
        : Stream.of(raw.split("&", -1))
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> decoded(pair[1])));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private void succeed(HttpExchange exchange, @Nullable Object result, Map<String, ?> info)
      throws IOException {
    Map<String, @Nullable Object> envelope = new TreeMap<>();
    envelope.put("success", true);
    envelope.put("errors", List.of());
    envelope.put("messages", List.of());
    envelope.put("result", result);
    envelope.put("result_info", info);
    send(exchange, 200, json.writeValueAsBytes(envelope));
  }

  private void fail(HttpExchange exchange, int status, int code, String message)
      throws IOException {
    send(
        exchange,
        status,
        json.writeValueAsBytes(
            Map.of("success", false, "errors", List.of(Map.of("code", code, "message", message)))));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
