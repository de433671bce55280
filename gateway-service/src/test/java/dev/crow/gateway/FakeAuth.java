package dev.crow.gateway;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stands in for auth-service: knows the keys a test gives it. */
public final class FakeAuth implements AutoCloseable {

  private static final String PROBLEM = "application/problem+json";

  private final FakeService service = FakeService.start();
  private final JsonMapper json = new JsonMapper();
  private final Map<String, Map<String, Object>> keys = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final AtomicInteger made = new AtomicInteger();
  private volatile boolean down;
  private volatile String secretShown = "";

  public FakeAuth() {
    service.answer(this::exchange);
  }

  public URI uri() {
    return service.uri();
  }

  /** A secret key nobody has used before. */
  public String secretKey() {
    return key("sk", "SECRET_KEY", "org-" + made.incrementAndGet(), List.of());
  }

  public String secretKey(String organization) {
    return key("sk", "SECRET_KEY", organization, List.of());
  }

  /** A publishable key nobody has used before. */
  public String writeKey(String... origins) {
    return key("pk", "WRITE_KEY", "org-" + made.incrementAndGet(), List.of(origins));
  }

  private String key(String prefix, String kind, String organization, List<String> origins) {
    String id = "key" + made.incrementAndGet();
    String key = "crow_" + prefix + "_" + id + "_secret";
    keys.put(
        key,
        Map.of(
            "organizationId",
            organization,
            "keyId",
            id,
            "kind",
            kind,
            "permissions",
            List.of("events:write"),
            "allowedOrigins",
            origins));
    return key;
  }

  /** While down, it answers 503. */
  public void down(boolean isDown) {
    down = isDown;
  }

  public long timesAsked(String key) {
    return asked.stream().filter(key::equals).count();
  }

  public String secretShown() {
    return secretShown;
  }

  private void exchange(HttpExchange exchange) throws IOException {
    JsonNode request = json.readTree(exchange.getRequestBody().readAllBytes());
    String credential = request.path("credential").asString();
    asked.add(credential);
    secretShown = exchange.getRequestHeaders().getFirst("X-Crow-Service-Secret");
    Map<String, Object> identity = keys.get(credential);
    if (down) {
      FakeService.send(exchange, 503, PROBLEM, "{\"status\":503}");
    } else if (identity == null) {
      FakeService.send(exchange, 401, PROBLEM, "{\"status\":401}");
    } else {
      Map<String, Object> answer = new java.util.HashMap<>(identity);
      answer.put("token", "token-for-" + request.path("audience").asString());
      answer.put("expiresAt", Instant.now().plusSeconds(300).toString());
      FakeService.send(exchange, 200, "application/json", json.writeValueAsString(answer));
    }
  }

  @Override
  public void close() {
    service.close();
  }
}
