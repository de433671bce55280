package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.localstack.ServiceClients;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/**
 * What attackers send, from the files in {@code access}: tricks with credentials and cookies, paths
 * and parameters, and bytes that two programs may read in two ways. Each is refused with the
 * documented problem; what is refused is written nowhere.
 */
@ExtendWith(SharedSuite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileRequestTests {

  private static final String READING =
      "{\"name\":\"a\",\"kind\":\"SECRET\",\"permissions\":[\"interactions:read\"]}";
  private static final String SENDING =
      "{\"name\":\"a\",\"kind\":\"WRITE\",\"allowedOrigins\":[\"https://shop.example\"]}";
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Map<String, String> values = new LinkedHashMap<>();
  private final List<ServicePort> services = new ArrayList<>();
  private RunningSuite suite;
  private RawExchange gateway;

  /** A service's own port, with what lets one in there. */
  private record ServicePort(String name, RawExchange exchange, String path, String token) {}

  @BeforeAll
  void populate(RunningSuite running) {
    suite = running;
    gateway = new RawExchange(port("CROW_GATEWAY_PORT"), null);
    String brand = "hostile" + UUID.randomUUID().toString().substring(0, 8) + ".example";
    Person owner = Person.owner(suite, brand);
    String secret = key(owner, READING);
    values.put("secret", secret);
    values.put("secret-events", key(owner, READING.replace("interactions:read", "events:write")));
    values.put("write", key(owner, SENDING));
    values.put("revoked", key(owner, READING));
    String id = values.get("revoked").substring("crow_sk_".length()).substring(0, 10);
    owner.expect(204, owner.delete("/api/v1/auth/api-keys/" + id));
    values.put(
        "secret-changed",
        secret.substring(0, secret.length() - 1) + (secret.endsWith("A") ? "B" : "A"));
    values.put("secret-cut", secret.substring(0, secret.length() - 6));
    values.put("secret-capitals", secret.toUpperCase(Locale.ROOT));
    values.put("write-as-secret", values.get("write").replace("_pk_", "_sk_"));
    values.put("ended", owner.session());
    owner.expect(204, owner.post("/api/v1/auth/sign-out", ""));
    values.put("other", signedIn(owner));
    values.put("session", signedIn(owner));
    values.put("csrf", csrf(values.get("session")));
    values.put("csrf-other", csrf(values.get("other")));
    values.put("5000", "A".repeat(5000));
    values.put("20000", "A".repeat(20_000));
    values.put(
        "200 headers",
        IntStream.range(0, 200)
            .mapToObj(i -> "X-" + i + ": a")
            .collect(Collectors.joining("\r\n")));
    values.put("interaction-capitals", UUID.randomUUID().toString().toUpperCase(Locale.ROOT));
    InternalDoor door = new InternalDoor(suite);
    for (InternalDoor.Place place : InternalDoor.PLACES) {
      services.add(
          new ServicePort(
              place.service(),
              new RawExchange(port(place.port()), ServiceClients.of(suite.data()).sslContext()),
              place.path(),
              door.token(values.get("session"), "SESSION", place.service())));
    }
    values.put("internal", services.getFirst().token());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("credentials")
  void refusesTricksWithCredentials(String name, Map<String, Object> row) {
    check(row);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void refusesTricksWithPathsAndHeaders(String name, Map<String, Object> row) {
    check(row);
  }

  private void check(Map<String, Object> row) {
    RawExchange.Answer answer = gateway.send(request(row), PATIENCE);
    assertThat(answer.status()).as(answer.text()).isEqualTo(row.get("status"));
    assertThat(answer.count()).isOne();
    String problem = row.getOrDefault("problem", "").toString();
    if (!problem.isEmpty()) {
      assertThat(answer.isProblem(problem)).as(answer.text()).isTrue();
    }
    if (row.containsKey("header")) {
      assertThat(answer.hasHeader(row.get("header").toString())).as(answer.text()).isTrue();
    }
  }

  private static List<?> lines(Map<String, Object> row, String name) {
    return row.get(name) instanceof List<?> lines ? lines : List.of();
  }

  private String request(Map<String, Object> row) {
    List<?> lines = lines(row, "request");
    StringBuilder request = new StringBuilder(filled(lines.getFirst().toString()));
    request.append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    lines.stream().skip(1).forEach(line -> request.append(filled(line.toString())).append("\r\n"));
    if (lines.stream().noneMatch(line -> line.toString().startsWith("Connection:"))) {
      request.append("Connection: close\r\n");
    }
    String body = row.getOrDefault("body", "").toString();
    if (!body.isEmpty()) {
      if (lines.stream().noneMatch(line -> line.toString().startsWith("Content-Type:"))) {
        request.append("Content-Type: application/json\r\n");
      }
      request.append("Content-Length: ").append(body.length()).append("\r\n");
    }
    return request.append("\r\n").append(body).toString();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("smuggling")
  void theGatewayReadsNothingInTwoWays(String name, Map<String, Object> row) {
    refuses(gateway, "/api/v1/interactions", "Bearer " + values.get("secret"), row);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("smuggling")
  void noServiceReadsAnythingInTwoWays(String name, Map<String, Object> row) {
    for (ServicePort service : services) {
      refuses(service.exchange(), service.path(), "Bearer " + service.token(), row);
    }
  }

  private void refuses(RawExchange to, String path, String bearer, Map<String, Object> row) {
    String head =
        lines(row, "head").stream().map(Object::toString).collect(Collectors.joining("\r\n"));
    String request =
        filled(head.replace("{path}", path).replace("{auth}", "Authorization: " + bearer))
            + "\r\n\r\n"
            + row.getOrDefault("body", "");
    RawExchange.Answer answer = to.send(request, PATIENCE);
    assertThat(answer.count())
        .as(answer.text())
        .isLessThanOrEqualTo((Integer) row.getOrDefault("answers", 1));
    assertThat(answer.closed()).as(answer.text()).isTrue();
    if (!row.containsKey("let") && answer.count() == 1) {
      assertThat(answer.status()).as(answer.text()).matches(s -> (s >= 400 && s < 500) || s == 501);
    }
    assertThat(answer.text()).doesNotContain("/smuggled", bearer);
  }

  /** Whatever came above, neither credentials nor tokens stand in a log. */
  @AfterAll
  void nothingOfItIsLogged() throws IOException {
    String log = Files.readString(suite.data().resolve("logs").resolve("crow.log"));
    for (String name : List.of("secret", "write", "revoked", "session", "ended", "other", "csrf")) {
      assertThat(log.contains(values.get(name))).as(name + " is in the log").isFalse();
    }
    for (ServicePort service : services) {
      assertThat(log.contains(service.token())).isFalse();
    }
  }

  static Stream<Object[]> credentials() {
    return rows("credentials");
  }

  static Stream<Object[]> requests() {
    return rows("requests");
  }

  static Stream<Object[]> smuggling() {
    return rows("smuggling");
  }

  private static Stream<Object[]> rows(String file) {
    try (InputStream in =
        HostileRequestTests.class.getResourceAsStream("/access/" + file + ".yml")) {
      List<Map<String, Object>> rows = new Yaml().load(in);
      return rows.stream()
          .map(row -> new Object[] {row.getOrDefault("id", "") + " " + row.get("name"), row});
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private String filled(String text) {
    String filled = text;
    for (Map.Entry<String, String> value : values.entrySet()) {
      filled = filled.replace("{" + value.getKey() + "}", value.getValue());
    }
    return filled;
  }

  private int port(String variable) {
    return Integer.parseInt(suite.environment().get(variable));
  }

  private static String signedIn(Person person) {
    person.useSession("");
    person.signIn();
    return person.session();
  }

  private static String key(Person owner, String body) {
    return owner
        .json(owner.expect(201, owner.post("/api/v1/auth/api-keys", body)))
        .path("key")
        .asString();
  }

  private static String csrf(String session) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(session.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal("crow-csrf".getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
