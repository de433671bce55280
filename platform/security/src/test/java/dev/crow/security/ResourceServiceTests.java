package dev.crow.security;

import static dev.crow.security.TestTokens.claims;
import static dev.crow.security.TestTokens.header;
import static dev.crow.security.TestTokens.signed;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.application.name=test-service",
      "crow.security.enabled=true",
      "crow.security.open-paths=/open",
      "management.endpoint.health.probes.enabled=true",
      "spring.jmx.enabled=false"
    })
class ResourceServiceTests {

  private static final KeyPair KEYS = TestTokens.keyPair();
  private static final FakeIssuer ISSUER = new FakeIssuer(TestTokens.jwks(TestTokens.KID, KEYS));

  @TempDir static Path dir;

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;
  private final ServiceSecret secret;

  ResourceServiceTests(@Autowired Environment environment, @Autowired ServiceSecret secret) {
    this.port = environment.getRequiredProperty("local.server.port", Integer.class);
    this.secret = secret;
  }

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("crow.data-dir", () -> dir.toString());
    registry.add("crow.security.jwks-uri", ISSUER::uri);
  }

  @AfterAll
  static void stop() {
    ISSUER.close();
  }

  @Test
  void givesTheControllerItsCaller() {
    HttpResponse<String> answer = get("/things", "Authorization", "Bearer " + token("\"t:read\""));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("o1");
    assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
  }

  @Test
  void keepsTheCallerAcrossAnAsynchronousAnswer() {
    HttpResponse<String> answer = get("/later", "Authorization", "Bearer " + token("\"t:read\""));
    assertThat(answer.body()).isEqualTo("o1");
  }

  @Test
  void asksForACredential() {
    HttpResponse<String> answer = get("/things");
    assertProblem(answer, 401, "unauthenticated");
    assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic YTpi", "Bearer", "Bearer ", "bearer x", "Bearer a.b.c", "x"})
  void refusesWhatIsNoToken(String authorization) {
    HttpResponse<String> answer = get("/things", "Authorization", authorization);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("requestId");
  }

  @Test
  void refusesTwoAuthorizationHeaders() {
    String token = "Bearer " + token("\"t:read\"");
    assertProblem(
        get("/things", "Authorization", token, "Authorization", token),
        400,
        "ambiguous-credentials");
  }

  @Test
  void refusesAForgedTokenWithoutRepeatingOrLoggingIt(CapturedOutput output) {
    String forged = signed(header(), claims(Instant.now()), TestTokens.keyPair().getPrivate());
    HttpResponse<String> answer = get("/things", "Authorization", "Bearer " + forged);
    assertProblem(answer, 401, "invalid-token");
    assertThat(answer.body() + output).doesNotContain(forged.substring(60, 120));
  }

  static Stream<Arguments> forgeries() {
    return TokenForgeries.of(KEYS, Instant.now(), ISSUER.uri().toString()).entrySet().stream()
        // Good a second later, as the clock is the real one here.
        .filter(forgery -> !forgery.getKey().contains("nbf"))
        .filter(forgery -> forgery.getValue().length() < 4000)
        .filter(forgery -> forgery.getValue().matches("[!-~]+"))
        .map(forgery -> Arguments.of(forgery.getKey(), forgery.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forgeries")
  void refusesEveryForgeryOverHttp(String name, String forged) {
    assertProblem(get("/things", "Authorization", "Bearer " + forged), 401, "invalid-token");
    assertThat(ISSUER.fetches()).as(name).isLessThan(5);
  }

  @Test
  void refusesACallerWithoutThePermissionAndSaysSoToWhoListens(@Autowired Denials denials) {
    String bearer = "Bearer " + token("\"other\"");
    assertProblem(get("/things", "Authorization", bearer), 403, "insufficient-scope");
    assertProblem(get("/later", "Authorization", bearer), 403, "insufficient-scope");
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(denials.heard)
                    .first()
                    .asString()
                    .startsWith("key:k1 operation:Things#"));
  }

  @Test
  void keepsAMethodClosedThatStatesNoPermission() {
    String bearer = "Bearer " + token("\"t:read\"");
    assertProblem(get("/forgotten", "Authorization", bearer), 403, "insufficient-scope");
  }

  @Test
  void answersAnAbsentPathOnlyToCallers() {
    assertProblem(get("/absent"), 401, "unauthenticated");
    assertProblem(
        get("/absent", "Authorization", "Bearer " + token("\"t:read\"")), 404, "not-found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/actuator/health",
        "/actuator/health/liveness",
        "/actuator/health/readiness",
        "/v3/api-docs",
        "/open"
      })
  void leavesTheseOpenEvenToABadToken(String path) {
    assertThat(get(path, "Authorization", "Bearer bad").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/actuator", "/actuator/env", "/actuator/heapdump", "/error", "/open/x"})
  void leavesNothingElseOpen(String path) {
    assertThat(get(path).statusCode()).isEqualTo(401);
  }

  @Test
  void opensInternalPathsToServicesOnly() {
    assertThat(get("/internal/x", ServiceSecret.HEADER, secret.value()).body()).isEqualTo("in");
    assertProblem(get("/internal/x"), 401, "unauthenticated");
    assertProblem(get("/internal/x", ServiceSecret.HEADER, "wrong"), 403, "forbidden");
    assertProblem(
        get("/internal/x", "Authorization", "Bearer " + token("\"t:read\"")),
        401,
        "unauthenticated");
    assertProblem(get("/things", ServiceSecret.HEADER, secret.value()), 401, "unauthenticated");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//internal/x",
        "/things;a=b",
        "/things%2fx",
        "/things%2Fx",
        "/a/../internal/x",
        "/./things",
        "/things%5cx",
        "/things%0d%0ax",
        "/things%25",
        "/open/..;/things"
      })
  void refusesACraftedPath(String path) throws IOException {
    String answer = raw("GET " + path + " HTTP/1.1");
    assertThat(answer).startsWith("HTTP/1.1 400").contains("bad-path");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%2e%2e/things", "/things%00", "/%c0%ae/things", "/things%zz", "/["})
  void refusesAPathThatEvenTomcatCannotRead(String path) throws IOException {
    String answer = raw("GET " + path + " HTTP/1.1");
    assertThat(answer).startsWith("HTTP/1.1 400").contains("bad-path", "problem+json");
  }

  @Test
  void refusesTrace() throws IOException {
    assertThat(raw("TRACE /open HTTP/1.1")).startsWith("HTTP/1.1 405");
  }

  @Test
  void makesNoUserAndLogsNoPassword(CapturedOutput output) {
    assertThat(output.getAll()).doesNotContain("generated security password");
    assertThat(output.getAll()).doesNotContain(secret.value());
  }

  @Test
  void documentsThePermissionOfEachOperation() {
    JsonNode docs = JsonMapper.shared().readTree(get("/v3/api-docs").body());
    JsonNode things = docs.at("/paths/~1things/get");
    assertThat(things.path("x-permission").asString()).isEqualTo("t:read");
    assertThat(things.at("/security/0").propertyNames()).containsExactly("bearerKey");
    assertThat(docs.at("/components/securitySchemes/bearerKey/scheme").asString())
        .isEqualTo("bearer");
    assertThat(docs.at("/paths/~1everybody/get/security").toString()).isEqualTo("[]");
    assertThat(docs.at("/paths/~1open/get").has("x-permission")).isFalse();
  }

  private static String token(String permissions) {
    return signed(header(), claims(Instant.now(), permissions), KEYS.getPrivate());
  }

  private HttpResponse<String> get(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private String raw(String requestLine) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String request = requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String slug) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(answer.body()).contains("/problems/" + slug + "\"");
  }

  @SpringBootConfiguration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import({Things.class, Denials.class})
  static class App {}

  static class Denials implements AccessDenials {
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Override
    public void denied(Refusal refusal) {
      heard.add(refusal.actor() + " " + refusal.object());
    }
  }

  @RestController
  static class Things {

    @GetMapping("/things")
    @RequiresPermission("t:read")
    String things(@AuthenticationPrincipal Caller caller) {
      return caller.organizationId();
    }

    @GetMapping("/everybody")
    @RequiresPermission("public")
    String everybody() {
      return "x";
    }

    @GetMapping("/later")
    @RequiresPermission("t:read")
    Callable<String> later(@AuthenticationPrincipal Caller caller) {
      return caller::organizationId;
    }

    @GetMapping("/forgotten")
    Map<String, String> forgotten() {
      return Map.of();
    }

    @GetMapping("/open")
    String open() {
      return "open";
    }

    @GetMapping("/internal/x")
    String internal() {
      return "in";
    }
  }
}
