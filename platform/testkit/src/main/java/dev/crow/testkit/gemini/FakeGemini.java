package dev.crow.testkit.gemini;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gemini's {@code generateContent} on a local port, for clients that do not know the difference.
 * What it says is up to the test. Requests that Google's definition does not allow are refused as
 * Google refuses them, and its own answers are held to the same definition. Faults are made in the
 * order they were asked for, one to a call.
 */
public final class FakeGemini implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpServer server;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final GeminiSchema schema = new GeminiSchema();
  private final List<GeminiCall> calls = new CopyOnWriteArrayList<>();
  private final List<String> violations = new CopyOnWriteArrayList<>();
  private final Queue<GeminiFault> faults = new ConcurrentLinkedQueue<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Function<GeminiCall, String> mind;
  private volatile Function<GeminiCall, Optional<GeminiFault>> weakness = _ -> Optional.empty();

  /**
   * @param mind what it answers: the text of the only candidate
   */
  public FakeGemini(Function<GeminiCall, String> mind) {
    this.mind = mind;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(workers);
    server.createContext("/", this::serve);
    server.start();
  }

  /**
   * @return the base URL for the client
   */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * @param other what it answers from now on
   */
  public void answers(Function<GeminiCall, String> other) {
    this.mind = other;
  }

  /**
   * @param next how the next calls go wrong, one each
   */
  public void fails(GeminiFault... next) {
    faults.addAll(List.of(next));
  }

  /**
   * @param which calls go wrong from now on, however often they are made
   * @param fault how
   */
  public void alwaysFails(Predicate<GeminiCall> which, GeminiFault fault) {
    weakness = call -> which.test(call) ? Optional.of(fault) : Optional.empty();
  }

  /**
   * @return the calls so far that were as Google defines them
   */
  public List<GeminiCall> calls() {
    return List.copyOf(calls);
  }

  /**
   * @return what was not as Google defines it, in requests and in its own answers
   */
  public List<String> violations() {
    return List.copyOf(violations);
  }

  /** Forgets calls and faults. */
  public void forget() {
    calls.clear();
    faults.clear();
    weakness = _ -> Optional.empty();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      JsonNode body;
      try {
        body = JSON.readTree(exchange.getRequestBody().readAllBytes());
      } catch (JacksonException _) {
        refuse(exchange, 400, "INVALID_ARGUMENT", "Invalid JSON payload received.", List.of());
        return;
      }
      if (!path.contains("/v1beta/models/") || !path.endsWith(":generateContent")) {
        refuse(exchange, 404, "NOT_FOUND", "Not found: " + path, List.of());
        return;
      }
      List<String> wrong = schema.violations("GenerateContentRequest", body);
      if (!wrong.isEmpty()) {
        violations.addAll(wrong);
        refuse(exchange, 400, "INVALID_ARGUMENT", String.join("; ", wrong), List.of());
        return;
      }
      GeminiCall call = new GeminiCall(path, headers(exchange), body);
      calls.add(call);
      Optional<GeminiFault> fault =
          Optional.ofNullable(faults.poll()).or(() -> weakness.apply(call));
      if (fault.isPresent()) {
        fail(exchange, fault.get(), call);
      } else {
        answer(exchange, candidate(mind.apply(call), "STOP"), call);
      }
    }
  }

  private static Map<String, String> headers(HttpExchange exchange) {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    return headers;
  }

  private void fail(HttpExchange exchange, GeminiFault fault, GeminiCall call) throws IOException {
    switch (fault) {
      case PROMPT_BLOCKED ->
          answer(exchange, Map.of("promptFeedback", Map.of("blockReason", "SAFETY")), call);
      case REFUSAL ->
          answer(
              exchange,
              Map.of("candidates", List.of(Map.of("index", 0, "finishReason", "SAFETY"))),
              call);
      case CUT_SHORT -> {
        String text = mind.apply(call);
        answer(exchange, candidate(text.substring(0, text.length() / 2), "MAX_TOKENS"), call);
      }
      case MALFORMED_JSON ->
          answer(exchange, candidate("Sure! Here is what happened: {\"sent", "STOP"), call);
      case QUOTA ->
          refuse(
              exchange,
              429,
              "RESOURCE_EXHAUSTED",
              "You exceeded your current quota.",
              List.of(
                  Map.of(
                      "@type", "type.googleapis.com/google.rpc.RetryInfo", "retryDelay", "17s")));
      case UNAVAILABLE ->
          refuse(exchange, 503, "UNAVAILABLE", "The model is overloaded.", List.of());
      case WRONG_KEY ->
          refuse(
              exchange,
              400,
              "INVALID_ARGUMENT",
              "API key not valid.",
              List.of(
                  Map.of(
                      "@type",
                      "type.googleapis.com/google.rpc.ErrorInfo",
                      "reason",
                      "API_KEY_INVALID")));
      case SILENCE -> {
        try {
          closing.await();
        } catch (InterruptedException _) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  private static Map<String, Object> candidate(String text, String finishReason) {
    return Map.of(
        "candidates",
        List.of(
            Map.of(
                "index",
                0,
                "finishReason",
                finishReason,
                "content",
                Map.of("role", "model", "parts", List.of(Map.of("text", text))))));
  }

  /** Four characters are about a token. */
  private void answer(HttpExchange exchange, Map<String, Object> content, GeminiCall call)
      throws IOException {
    Map<String, Object> whole = new HashMap<>(content);
    int read = (call.instructions().length() + call.input().length()) / 4;
    int written = JSON.writeValueAsString(content).length() / 4;
    whole.put(
        "usageMetadata",
        Map.of(
            "promptTokenCount", read,
            "candidatesTokenCount", written,
            "totalTokenCount", read + written));
    whole.put("responseId", "fake-" + calls.size());
    JsonNode json = JSON.valueToTree(whole);
    violations.addAll(schema.violations("GenerateContentResponse", json));
    send(exchange, 200, json);
  }

  private static void refuse(
      HttpExchange exchange,
      int code,
      String status,
      String message,
      List<Map<String, String>> details)
      throws IOException {
    Map<String, Object> error = new HashMap<>();
    error.put("code", code);
    error.put("status", status);
    error.put("message", message);
    if (!details.isEmpty()) {
      error.put("details", new ArrayList<>(details));
    }
    send(exchange, code, JSON.valueToTree(Map.of("error", error)));
  }

  private static void send(HttpExchange exchange, int code, JsonNode json) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(json);
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    workers.shutdownNow();
  }
}
