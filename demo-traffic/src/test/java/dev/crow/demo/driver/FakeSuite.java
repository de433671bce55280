package dev.crow.demo.driver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A suite's door over real HTTP, which misbehaves as told. */
public final class FakeSuite implements AutoCloseable {

  private final JsonMapper json = JsonMapper.builder().build();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<String> stored = ConcurrentHashMap.newKeySet();
  private final Set<String> repeated = ConcurrentHashMap.newKeySet();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> eventsBySession = new ConcurrentHashMap<>();
  private final AtomicInteger receipts = new AtomicInteger();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger mostUnderWay = new AtomicInteger();
  private volatile Mood mood = call -> new Mood.Takes();

  public FakeSuite() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public FakeSuite in(Mood newMood) {
    mood = newMood;
    return this;
  }

  public Set<String> stored() {
    return Set.copyOf(stored);
  }

  Set<String> repeated() {
    return Set.copyOf(repeated);
  }

  public List<Call> calls() {
    return List.copyOf(calls);
  }

  List<Call> calls(String path) {
    return calls.stream().filter(call -> call.path().endsWith(path)).toList();
  }

  int mostUnderWay() {
    return mostUnderWay.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (exchange.getRequestMethod().equals("GET")) {
        answer(exchange, exchange.getRequestURI().getPath().equals("/") ? 404 : 200, page());
        return;
      }
      String key = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
      Call call = new Call(exchange.getRequestURI().getPath(), key, body, json.readTree(body));
      calls.add(call);
      mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
      Mood.Reaction reaction = mood.towards(call);
      // Before the answer: with it the sender is free to send the next.
      underWay.decrementAndGet();
      act(exchange, call, reaction);
    }
  }

  private void act(HttpExchange exchange, Call call, Mood.Reaction reaction) throws IOException {
    switch (reaction) {
      case Mood.Takes _ -> answer(exchange, 202, take(call));
      case Mood.Answers(int status, Map<String, String> headers, String body) -> {
        headers.forEach(exchange.getResponseHeaders()::set);
        answer(exchange, status, body);
      }
      case Mood.TakesAndHangsUp _ -> take(call);
      case Mood.HangsUp _ -> {
        // Closing the exchange without an answer cuts the connection.
      }
    }
  }

  private String take(Call call) {
    List<Map<String, Object>> entries = new ArrayList<>();
    for (JsonNode event : call.json().path("events")) {
      String id = event.path("eventId").stringValue();
      boolean fresh = stored.add(id);
      if (fresh) {
        eventsBySession.merge(call.json().path("sessionId").stringValue(), 1, Integer::sum);
      } else {
        repeated.add(id);
      }
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("index", entries.size());
      entry.put("eventId", id);
      entry.put("status", fresh ? "stored" : "duplicate");
      entries.add(entry);
    }
    return json.writeValueAsString(
        Map.of(
            "receiptId",
            "r-" + receipts.incrementAndGet(),
            "received",
            entries.size(),
            "events",
            entries));
  }

  private String page() {
    List<Map<String, Object>> items = new ArrayList<>();
    eventsBySession.forEach(
        (session, events) -> items.add(Map.of("sessionId", session, "eventCount", events)));
    return json.writeValueAsString(Map.of("items", items));
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** One request. */
  public record Call(String path, String authorization, String body, JsonNode json) {

    public boolean isBatch() {
      return path.endsWith("/batch");
    }
  }

  /** How the suite takes a request. */
  @FunctionalInterface
  public interface Mood {

    Reaction towards(Call call);

    /** What it does. */
    sealed interface Reaction {}

    /** As it should. */
    record Takes() implements Reaction {}

    /** Keeps nothing and says so. */
    record Answers(int status, Map<String, String> headers, String body) implements Reaction {}

    /** Keeps the events, and the answer is lost. */
    record TakesAndHangsUp() implements Reaction {}

    /** Keeps nothing and says nothing. */
    record HangsUp() implements Reaction {}

    static Reaction status(int status) {
      return new Answers(status, Map.of(), "{}");
    }
  }
}
