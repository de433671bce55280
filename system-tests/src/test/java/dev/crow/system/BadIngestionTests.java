package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every row of {@code bad-input/ingestion.yml}, through the gateway. */
@ExtendWith(SharedSuite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadIngestionTests {

  private Api api;

  @BeforeAll
  void connect(RunningSuite suite) {
    api = suite.api();
  }

  static Stream<BadInput> rows() throws IOException {
    try (InputStream file =
        BadIngestionTests.class.getResourceAsStream("/bad-input/ingestion.yml")) {
      List<Map<String, Object>> rows = new Yaml().load(file);
      return rows.stream().map(BadInput::new);
    }
  }

  static Stream<Arguments> rowsOfAnyDialect() throws IOException {
    return rows()
        .filter(BadInput::isOfAnyDialect)
        .flatMap(
            row ->
                Stream.of("/v1/batch", "/segment/v1/track", "/posthog/batch/", "/posthog/e/")
                    .map(path -> Arguments.of(row, path)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void isAnsweredAsDocumented(BadInput row) throws IOException {
    check(row, row.isRaw() ? raw(row) : send(row, row.path()));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("rowsOfAnyDialect")
  void isAnsweredAlikeInForeignDialects(BadInput row, String path) {
    check(row, send(row, path));
  }

  private static void check(BadInput row, Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(row.status());
    if (row.problem() != null) {
      assertThat(answer.type()).startsWith("application/problem+json");
      JsonNode problem = JsonMapper.shared().readTree(answer.body());
      assertThat(problem.path("type").asString())
          .isEqualTo("https://crow.example/problems/" + row.problem());
      assertThat(problem.path("status").asInt()).isEqualTo(row.status());
      assertThat(problem.path("requestId").asString()).isNotBlank();
    }
    if (!row.reasons().isEmpty()) {
      assertThat(fates(answer.body())).isEqualTo(row.reasons());
    }
    if (row.refused() != null) {
      List<String> refused = new ArrayList<>();
      JsonMapper.shared()
          .readTree(answer.body())
          .path("refused")
          .forEach(
              entry ->
                  refused.add(entry.path("index").asInt() + ":" + entry.path("reason").asString()));
      assertThat(refused).isEqualTo(row.refused());
    }
  }

  @Test
  void rowsHaveIdsOfTheirOwn() throws IOException {
    assertThat(rows().map(BadInput::id)).doesNotHaveDuplicates().hasSizeGreaterThan(60);
  }

  private static List<String> fates(String body) {
    List<String> fates = new ArrayList<>();
    JsonMapper.shared()
        .readTree(body)
        .path("events")
        .forEach(
            entry ->
                fates.add(
                    switch (entry.path("status").asString()) {
                      case "stored" -> "-";
                      case "refused" -> entry.path("reason").asString();
                      case String other -> other;
                    }));
    return fates;
  }

  private Answer send(BadInput row, String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(api.gateway() + path))
            .POST(HttpRequest.BodyPublishers.ofByteArray(row.bytes()));
    if (row.contentType() != null) {
      request.header("Content-Type", row.contentType());
    }
    String key = row.key(api);
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    row.headers().forEach(request::header);
    HttpResponse<String> answer = api.exchange(request);
    return new Answer(
        answer.statusCode(), answer.headers().firstValue("Content-Type").orElse(""), answer.body());
  }

  /** Speaks to the socket itself, for what no HTTP client lets one send. */
  private Answer raw(BadInput row) throws IOException {
    URI gateway = URI.create(api.gateway());
    try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write(row.raw(gateway.getAuthority(), api.writeKey()).getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      return Answer.readFrom(socket.getInputStream());
    }
  }

  record Answer(int status, String type, String body) {

    static Answer readFrom(InputStream in) throws IOException {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int c = in.read();
        if (c < 0) {
          break;
        }
        head.append((char) c);
      }
      String type = "";
      int length = 0;
      boolean chunked = false;
      for (String line : head.toString().lines().toList()) {
        String lower = line.toLowerCase(java.util.Locale.ROOT);
        if (lower.startsWith("content-type:")) {
          type = line.substring(13).strip();
        } else if (lower.startsWith("content-length:")) {
          length = Integer.parseInt(line.substring(15).strip());
        } else if (lower.startsWith("transfer-encoding: chunked")) {
          chunked = true;
        }
      }
      String body =
          chunked ? firstChunk(in) : new String(in.readNBytes(length), StandardCharsets.UTF_8);
      return new Answer(Integer.parseInt(head.substring(9, 12)), type, body);
    }

    private static String firstChunk(InputStream in) throws IOException {
      StringBuilder size = new StringBuilder();
      for (int c = in.read(); c != '\r'; c = in.read()) {
        size.append((char) c);
      }
      in.read();
      return new String(
          in.readNBytes(Integer.parseInt(size.toString(), 16)), StandardCharsets.UTF_8);
    }
  }
}
