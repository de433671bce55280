package dev.crow.testkit.cloudflare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the Worker takes and answers, on workerd. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class D1WorkerTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private @Nullable WorkerdD1 d1;

  @BeforeAll
  void start() throws IOException {
    Optional<WorkerdD1> started =
        WorkerdD1.start(
            Path.of("../d1-worker").toRealPath(),
            Path.of("target/d1-worker"),
            "second-one",
            "guarded=token-of-its-own");
    assumeThat(started).as("Node and npm, to run D1's engine").isPresent();
    d1 = started.orElseThrow();
  }

  @AfterAll
  void stop() throws IOException {
    if (d1 != null) {
      d1.close();
    }
  }

  @Test
  void answersAsTheRestApiDoes() throws Exception {
    JsonNode rows = ask("query", "{\"sql\":\"SELECT ? AS a, 2 AS b\",\"params\":[\"x\"]}", 200);
    assertThat(rows.path("success").asBoolean()).isTrue();
    assertThat(rows.at("/result/0/results/0/a").asString()).isEqualTo("x");
    assertThat(rows.at("/result/0/meta/changes").asInt()).isZero();
    JsonNode raw = ask("raw", "{\"sql\":\"SELECT 1 AS a, 2 AS a\"}", 200);
    assertThat(raw.at("/result/0/results"))
        .hasToString("{\"columns\":[\"a\",\"a\"],\"rows\":[[1,2]]}");
  }

  @Test
  void takesBytesAsBase64AndAsNumbers() throws Exception {
    String body =
        "{\"sql\":\"SELECT hex(?) AS a, hex(?) AS b\",\"params\":[{\"$blob\":\"AAH/\"},[0,1,255]]}";
    JsonNode row = ask("query", body, 200).at("/result/0/results/0");
    assertThat(row).hasToString("{\"a\":\"0001FF\",\"b\":\"0001FF\"}");
  }

  @Test
  void makesABatchOneTransaction() throws Exception {
    ask("query", "{\"sql\":\"CREATE TABLE one (id INTEGER PRIMARY KEY)\"}", 200);
    String twice =
        """
        {"batch":[{"sql":"INSERT INTO one VALUES (1)"},{"sql":"INSERT INTO one VALUES (1)"}]}""";
    JsonNode refused = ask("query", twice, 400);
    assertThat(refused.at("/errors/0/code").asInt()).isEqualTo(7500);
    assertThat(refused.at("/errors/0/message").asString()).startsWith("UNIQUE constraint failed");
    JsonNode count = ask("query", "{\"sql\":\"SELECT count(*) AS n FROM one\"}", 200);
    assertThat(count.at("/result/0/results/0/n").asInt()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "1",
        "{",
        "{}",
        "{\"sql\":1}",
        "{\"sql\":\"SELECT 1\",\"params\":{}}",
        "{\"batch\":[]}",
        "{\"batch\":{}}",
        "{\"batch\":[null]}",
        "{\"batch\":[{\"sql\":\"SELECT 1\"},{}]}"
      })
  void refusesWhatIsNoRequest(String body) throws Exception {
    assertThat(ask("query", body, 400).at("/errors/0/code").asInt()).isEqualTo(7400);
  }

  @ParameterizedTest
  @CsvSource({
    "'Bearer ', 403",
    "Bearer wrong, 403",
    "Basic d29ya2VyZA==, 403",
    "Bearer workerd-d1-token-, 403"
  })
  void refusesAnyOtherToken(String authorization, int status) throws Exception {
    HttpResponse<String> response =
        send(
            request("query")
                .header("Authorization", authorization)
                .POST(BodyPublishers.ofString("{\"sql\":\"SELECT 1\"}")));
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(JSON.readTree(response.body()).at("/errors/0/code").asInt()).isEqualTo(10000);
  }

  /** By hand, for it answers before the body has come, which an HTTP client may not notice. */
  @Test
  void refusesBodiesThatAreTooLarge() throws Exception {
    URI address = URI.create(Objects.requireNonNull(d1).address());
    String head =
        """
        POST /query HTTP/1.1\r
        Host: localhost\r
        Authorization: Bearer %s\r
        Content-Length: %d\r
        \r
        """
            .formatted(WorkerdD1.TOKEN, 17 * 1024 * 1024);
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 413");
    }
  }

  @Test
  void hasTwoPathsAndOneMethod() throws Exception {
    assertThat(send(authorized("query").GET()).statusCode()).isEqualTo(405);
    assertThat(ask("", "{\"sql\":\"SELECT 1\"}", 404).at("/errors/0/code").asInt()).isEqualTo(7003);
  }

  @Test
  void keepsDatabasesApart() throws Exception {
    ask("query", "{\"sql\":\"CREATE TABLE apart (id TEXT)\"}", 200);
    ask("second-one/query", "{\"sql\":\"CREATE TABLE apart (id TEXT, more TEXT)\"}", 200);
    String columns = "{\"sql\":\"SELECT count(*) AS n FROM pragma_table_info('apart')\"}";
    assertThat(ask("query", columns, 200).at("/result/0/results/0/n").asInt()).isEqualTo(1);
    assertThat(ask("second-one/query", columns, 200).at("/result/0/results/0/n").asInt())
        .isEqualTo(2);
    for (String absent : new String[] {"absent", "constructor", "db"}) {
      JsonNode refused = ask(absent + "/raw", columns, 404);
      assertThat(refused.at("/errors/0/code").asInt()).isEqualTo(7404);
    }
    assertThat(ask("second-one/absent/raw", columns, 404).at("/errors/0/code").asInt())
        .isEqualTo(7003);
  }

  @Test
  void opensADatabaseWithATokenOfItsOwnToNoOther() throws Exception {
    ask("guarded/raw", "{\"sql\":\"SELECT 1\"}", 403);
    for (String path : new String[] {"guarded/raw", "raw", "second-one/raw"}) {
      HttpResponse<String> response =
          send(
              request(path)
                  .header("Authorization", "Bearer token-of-its-own")
                  .POST(BodyPublishers.ofString("{\"sql\":\"SELECT 1\"}")));
      assertThat(response.statusCode()).isEqualTo(path.startsWith("guarded") ? 200 : 403);
    }
  }

  @Test
  void handsOutABookmark() throws Exception {
    HttpResponse<String> response =
        send(authorized("query").POST(BodyPublishers.ofString("{\"sql\":\"SELECT 1\"}")));
    String bookmark = response.headers().firstValue("x-d1-bookmark").orElseThrow();
    HttpResponse<String> next =
        send(
            authorized("query")
                .header("x-d1-bookmark", bookmark)
                .POST(BodyPublishers.ofString("{\"sql\":\"SELECT 1\"}")));
    assertThat(next.statusCode()).isEqualTo(200);
  }

  private JsonNode ask(String path, String body, int status) throws Exception {
    HttpResponse<String> response = send(authorized(path).POST(BodyPublishers.ofString(body)));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return JSON.readTree(response.body());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(Objects.requireNonNull(d1).address() + path));
  }

  private HttpRequest.Builder authorized(String path) {
    return request(path).header("Authorization", "Bearer " + WorkerdD1.TOKEN);
  }

  /** On a connection of its own: the runtime closes one whose request was refused unread. */
  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
