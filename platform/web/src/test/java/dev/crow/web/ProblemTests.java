package dev.crow.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.jmx.enabled=false",
      "spring.jackson.deserialization.fail-on-unknown-properties=true"
    })
class ProblemTests {

  /** Just above the 8 KB a test's server takes, so that nothing is left to send on refusal. */
  private static final String LONG = "a".repeat(8_200);

  private static final String HOSTILE = "zyxHostile";

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;

  ProblemTests(@Autowired Environment environment) {
    port = environment.getRequiredProperty("local.server.port", Integer.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {                            | 400 | malformed-json
          zyxHostile                   | 400 | malformed-json
          {"name":"a"                  | 400 | malformed-json
          {"name":"a","zyxHostile":1}  | 400 | unknown-property
          {"name":{"zyxHostile":1}}    | 400 | validation-failed
          []                           | 400 | validation-failed
          {"name":" "}                 | 422 | validation-failed
          {}                           | 422 | validation-failed
          """)
  void saysWhatIsWrongWithABodyWithoutRepeatingIt(String body, int status, String slug) {
    HttpResponse<String> answer = post(body);
    assertProblem(answer, status, slug);
    assertThat(answer.body()).doesNotContain(HOSTILE);
  }

  @Test
  void refusesABodyThatIsNestedTooDeeply() {
    assertProblem(post("/any", "[".repeat(5000)), 400, "too-deep");
  }

  @Test
  void namesTheFieldThatIsNotValid() {
    assertThat(post("{}").body()).contains("\"field\":\"name\"");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          /number?n=zyxHostile, 400, validation-failed
          /number,              400, validation-failed
          /body,                405, method-not-allowed
          /zyxHostile,          404, not-found
          /known,               409, conflict
          /busy,                503, queue-unavailable
          /broken,              500, internal-error
          /sent,                415, unsupported-media-type
          /error,               404, not-found
          """)
  void answersWithAProblem(String path, int status, String slug) {
    HttpResponse<String> answer = get(path);
    assertProblem(answer, status, slug);
    assertThat(answer.body()).doesNotContain(HOSTILE);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.headers().firstValue("Retry-After").isPresent()).isEqualTo(status == 503);
    assertThat(answer.headers().firstValue("Allow").isPresent()).isEqualTo(status == 405);
  }

  @Test
  void keepsTheRequestIdOfTheCallerIfItIsOne() {
    String id = "0190a1b2-0000-7000-8000-000000000001";
    HttpResponse<String> kept = get("/known", RequestIds.HEADER, id);
    assertThat(kept.headers().firstValue(RequestIds.HEADER)).contains(id);
    assertThat(kept.body()).contains("\"requestId\":\"" + id + "\"").contains("urn:uuid:" + id);
    HttpResponse<String> made = get("/known", RequestIds.HEADER, HOSTILE);
    assertThat(made.headers().firstValue(RequestIds.HEADER).orElseThrow()).hasSize(36);
    assertThat(made.body()).doesNotContain(HOSTILE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /%2e%2e/x HTTP/1.1", "GET /x%00 HTTP/1.1", "GET /[ HTTP/1.1"})
  void answersWhatTomcatCannotReadWithAProblem(String requestLine) throws IOException {
    assertThat(raw(requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains("problem+json", "/problems/bad-path")
        .doesNotContain("html");
  }

  @Test
  void tellsHeadersThatAreTooLarge() throws IOException {
    assertThat(raw("GET /known HTTP/1.1\r\nHost: localhost\r\nX-Long: " + LONG + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431")
        .contains("problem+json", "/problems/headers-too-large")
        .doesNotContain("html", "aaa");
  }

  @Test
  void tellsManyHeadersThatAreTooLargeTogether() throws IOException {
    String many = ("X-Many: " + "a".repeat(100) + "\r\n").repeat(90);
    assertThat(raw("GET /known HTTP/1.1\r\nHost: localhost\r\n" + many + "\r\n"))
        .startsWith("HTTP/1.1 431")
        .contains("/problems/headers-too-large");
  }

  @Test
  void tellsAPathThatIsTooLong() throws IOException {
    assertThat(raw("GET /" + LONG + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 414")
        .contains("problem+json", "/problems/uri-too-long")
        .doesNotContain("html", "aaa");
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private HttpResponse<String> post(String body) {
    return post("/body", body);
  }

  private HttpResponse<String> post(String path, String body) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> get(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String slug) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(answer.body()).contains("/problems/" + slug + "\"").contains("requestId");
  }

  @SpringBootConfiguration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(Things.class)
  static class App {}

  record Thing(@NotBlank String name) {}

  @RestController
  static class Things {

    @PostMapping("/body")
    String body(@Valid @RequestBody Thing thing) {
      return thing.name();
    }

    @PostMapping("/any")
    int any(@RequestBody JsonNode tree) {
      return tree.size();
    }

    @GetMapping("/number")
    int number(@RequestParam int n) {
      return n;
    }

    @GetMapping("/known")
    String known() {
      throw new ApiException(ErrorCode.CONFLICT, "Already there.");
    }

    @GetMapping("/busy")
    String busy() {
      throw ApiException.retryLater(
          ErrorCode.QUEUE_UNAVAILABLE, "Later.", Duration.ofSeconds(2), null);
    }

    @GetMapping("/broken")
    String broken() {
      throw new IllegalStateException(HOSTILE);
    }

    @GetMapping("/sent")
    void sent(HttpServletResponse response) throws IOException {
      response.sendError(415, HOSTILE);
    }
  }
}
