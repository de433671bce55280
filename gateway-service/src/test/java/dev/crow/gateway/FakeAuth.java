package dev.crow.gateway;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stands in for auth-service: knows the credentials a test gives it. */
public final class FakeAuth implements AutoCloseable {

  private static final String PROBLEM = "application/problem+json";

  /** What auth-service does besides exchanging credentials. */
  public final FakeService accounts = FakeService.start();

  private final FakeService service = FakeService.start();
  private final JsonMapper json = new JsonMapper();
  private final Map<String, Map<String, Object>> identities = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final SecureRandom random = new SecureRandom();
  private final AtomicInteger made = new AtomicInteger();
  private volatile boolean down;
  private volatile String secretShown = "";

  public FakeAuth() {
    service.answer(
        exchange -> {
          if (exchange.getRequestURI().getPath().equals("/internal/tokens")) {
            exchange(exchange);
          } else {
            accounts.handle(exchange);
          }
        });
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

  /** A secret key that may be used so often a day. */
  public String cappedKey(int dailyCap) {
    String key = secretKey();
    put("API_KEY", key, with(known(key), "dailyCap", dailyCap));
    return key;
  }

  /** The token of somebody who has just signed in. */
  public String session(String user) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    put(
        "SESSION",
        token,
        Map.of(
            "organizationId",
            "org-of-" + user,
            "subject",
            user,
            "kind",
            "SESSION",
            "sessionId",
            "session-" + made.incrementAndGet(),
            "permissions",
            List.of("self:manage")));
    return token;
  }

  /** From now on the credential is refused. */
  public void end(String credential) {
    identities.keySet().removeIf(known -> known.endsWith(" " + credential));
  }

  public String subjectOf(String credential) {
    return String.valueOf(known(credential).get("subject"));
  }

  public String sessionIdOf(String credential) {
    return String.valueOf(known(credential).get("sessionId"));
  }

  private Map<String, Object> known(String credential) {
    return identities.entrySet().stream()
        .filter(e -> e.getKey().endsWith(" " + credential))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  private void put(String type, String credential, Map<String, Object> identity) {
    identities.put(type + " " + credential, identity);
  }

  private static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
    Map<String, Object> copy = new HashMap<>(map);
    copy.put(name, value);
    return copy;
  }

  private String key(String prefix, String kind, String organization, List<String> origins) {
    String id = "key" + made.incrementAndGet();
    String key = "crow_" + prefix + "_" + id + "_secret";
    put(
        "API_KEY",
        key,
        Map.of(
            "organizationId",
            organization,
            "subject",
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
    String type = request.path("type").asString();
    Map<String, Object> identity =
        type.equals("ADDRESS") ? anybody(credential) : identities.get(type + " " + credential);
    if (down) {
      FakeService.send(exchange, 503, PROBLEM, "{\"status\":503}");
    } else if (identity == null) {
      FakeService.send(exchange, 401, PROBLEM, "{\"status\":401}");
    } else {
      Map<String, Object> answer = new HashMap<>(identity);
      answer.put("token", "token-for-" + request.path("audience").asString());
      answer.put("expiresAt", Instant.now().plusSeconds(300).toString());
      FakeService.send(exchange, 200, "application/json", json.writeValueAsString(answer));
    }
  }

  private static Map<String, Object> anybody(String address) {
    return Map.of(
        "organizationId",
        "none",
        "subject",
        address,
        "kind",
        "PUBLIC",
        "permissions",
        List.of("public"));
  }

  @Override
  public void close() {
    service.close();
    accounts.close();
  }
}
