package dev.crow.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A service behind the gateway: remembers what it gets, answers what a test wants. */
public final class FakeService implements AutoCloseable {

  /**
   * What reached the service.
   *
   * @param method of the request
   * @param target path and query as they stood in the request line
   * @param headers names in lower case
   * @param body whole
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Received(
      String method, String target, Map<String, List<String>> headers, byte[] body) {

    public String header(String name) {
      return String.join("|", headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private volatile HttpHandler handler = FakeService::accept;

  private FakeService(HttpServer server) {
    this.server = server;
  }

  public static FakeService start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      FakeService service = new FakeService(server);
      server.setExecutor(service.threads);
      server.createContext("/", exchange -> service.handler.handle(exchange));
      server.start();
      return service;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Forgets what was received; from now on this answers. */
  public void answer(HttpHandler handler) {
    received.clear();
    this.handler =
        exchange -> {
          try (exchange) {
            handler.handle(exchange);
          }
        };
  }

  /** Lets this answer what came to another. */
  void handle(HttpExchange exchange) throws IOException {
    handler.handle(exchange);
  }

  /** Like {@link #answer}, but an exception cuts the connection instead of ending the answer. */
  public void answerAndHangUp(HttpHandler handler) {
    received.clear();
    this.handler = handler;
  }

  /** Forgets what was received, remembers what comes, answers 202 with a header and a body. */
  public void reset() {
    answer(
        exchange -> {
          received.add(read(exchange));
          accept(exchange);
        });
  }

  public Received last() {
    return received.getLast();
  }

  public List<Received> received() {
    return List.copyOf(received);
  }

  public static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static void accept(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    send(exchange, 202, "application/json", "{\"accepted\":1}");
  }

  private static Received read(HttpExchange exchange) throws IOException {
    Map<String, List<String>> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    return new Received(
        exchange.getRequestMethod(),
        exchange.getRequestURI().toString(),
        headers,
        exchange.getRequestBody().readAllBytes());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
