package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Bad ingestion that takes more than one request to see: repetition, hostile text, hang-ups. */
@ExtendWith(SharedSuite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileVisitTests {

  private RunningSuite suite;
  private Api api;

  @BeforeAll
  void connect(RunningSuite running) {
    suite = running;
    api = running.api();
  }

  @Test
  void anIdThatTwoOrganizationsUseIsTwoEvents() {
    Api other = suite.secondOrganization();
    String session = "same-" + UUID.randomUUID();
    String body = batch(session, UUID.randomUUID(), "{\"name\":\"newsletter\"}");
    for (Api each : List.of(api, other)) {
      JsonNode receipt = each.json(each.send("/api/v1/ingest/batch", body));
      assertThat(receipt.path("stored").asInt()).isEqualTo(1);
      end(each, session);
    }
    assertThat(interaction(api, session).path("id"))
        .isNotEqualTo(interaction(other, session).path("id"));
  }

  @Test
  void aBatchSentAHundredTimesAtOnceIsVisibleOnce() throws Exception {
    String session = "again-" + UUID.randomUUID();
    String body = batch(session, UUID.randomUUID(), "{\"name\":\"newsletter\"}");
    List<Future<Integer>> answers = new ArrayList<>();
    try (ExecutorService senders = Executors.newFixedThreadPool(10)) {
      for (int i = 0; i < 100; i++) {
        answers.add(senders.submit(() -> api.send("/api/v1/ingest/batch", body).statusCode()));
      }
    }
    for (Future<Integer> answer : answers) {
      assertThat(answer.get()).isEqualTo(202);
    }
    end(api, session);
    assertThat(interaction(api, session).path("eventCount").asInt()).isEqualTo(1);
  }

  @Test
  void anEventAfterTheEndAmendsTheSession() {
    String session = "late-" + UUID.randomUUID();
    api.send("/api/v1/ingest/batch", batch(session, UUID.randomUUID(), "{\"name\":\"first\"}"));
    end(api, session);
    String id = interaction(api, session).path("id").asString();
    api.send("/api/v1/ingest/batch", batch(session, UUID.randomUUID(), "{\"name\":\"second\"}"));
    Awaitility.await()
        .atMost(java.time.Duration.ofSeconds(40))
        .until(() -> api.json(api.read("/api/v1/interactions/" + id)).path("version").asInt() == 2);
    assertThat(interaction(api, session).path("eventCount").asInt()).isEqualTo(2);
  }

  @Test
  void personalDataIsMaskedBeforeAnythingIsWritten() throws IOException {
    String session = "masked-" + UUID.randomUUID();
    String mail = "canary." + session + "@people.example";
    String password = "Canary-" + UUID.randomUUID();
    api.send(
        "/api/v1/ingest/batch",
        batch(
            session,
            UUID.randomUUID(),
            "{\"name\":\"sent to %s\",\"card\":\"4111 1111 1111 1111\",\"password\":\"%s\"}"
                .formatted(mail, password)));
    end(api, session);
    interaction(api, session);
    assertThat(filesHolding(mail)).isEmpty();
    assertThat(filesHolding(password)).isEmpty();
    assertThat(filesHolding("4111 1111 1111 1111")).isEmpty();
    assertThat(filesHolding(session)).as("the search itself finds what is there").isNotEmpty();
  }

  @Test
  void controlCharactersNeverMakeALogLine() throws IOException {
    String session = "log-" + UUID.randomUUID();
    String forged = "2026-01-01T00:00:00.000Z ERROR forged." + session;
    api.send(
        "/api/v1/ingest/batch",
        batch(session, UUID.randomUUID(), "{\"name\":\"x\\r\\n" + forged + "\\u001b[31m\"}"));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(api.gateway() + "/api/v1/" + session))
            .header("User-Agent", "x " + forged)
            .header("Authorization", "Bearer crow_sk_" + session);
    assertThat(api.exchange(request).statusCode()).isIn(400, 401, 404);
    end(api, session);
    assertThat(interaction(api, session).path("description").asString())
        .doesNotContainPattern("\\p{Cntrl}");
    try (Stream<String> log = Files.lines(suite.data().resolve("logs").resolve("crow.log"))) {
      assertThat(log).noneMatch(line -> line.startsWith(forged) || line.indexOf('\u001b') >= 0);
    }
  }

  @Test
  void aFormulaStaysTextAndMarkupStaysMarkup() {
    String session = "text-" + UUID.randomUUID();
    api.send(
        "/api/v1/ingest/batch",
        """
        {"sessionId":"%s","events":[{"eventId":"%s","type":"add_to_cart","properties":{
          "productId":"=HYPERLINK(1)","productName":"<img src=x onerror=alert(1)>"}}]}"""
            .formatted(session, UUID.randomUUID()));
    end(api, session);
    interaction(api, session);
    HttpResponse<String> answer = api.read("/api/v1/interactions?sessionId=" + session);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
  }

  @Test
  void aClientThatHangsUpBeforeTheAnswerCanSafelyRepeat() throws IOException {
    String session = "gone-" + UUID.randomUUID();
    String body = batch(session, UUID.randomUUID(), "{\"name\":\"once\"}");
    URI gateway = URI.create(api.gateway());
    String request =
        """
        POST /api/v1/ingest/batch HTTP/1.1
        Host: %s
        Authorization: Bearer %s
        Content-Type: application/json
        Content-Length: %d

        %s"""
            .formatted(gateway.getAuthority(), api.writeKey(), body.length(), body)
            .replace("\n", "\r\n");
    for (int i = 0; i < 5; i++) {
      try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
      }
    }
    assertThat(api.send("/api/v1/ingest/batch", body).statusCode()).isEqualTo(202);
    end(api, session);
    assertThat(interaction(api, session).path("eventCount").asInt()).isEqualTo(1);
  }

  private static String batch(String session, UUID event, String properties) {
    return "{\"sessionId\":\"%s\",\"events\":[{\"eventId\":\"%s\",\"type\":\"custom\",\"properties\":%s}]}"
        .formatted(session, event, properties);
  }

  private static void end(Api api, String session) {
    api.send("/api/v1/ingest/session/end", "{\"sessionId\":\"" + session + "\"}");
  }

  private static JsonNode interaction(Api api, String session) {
    String path = "/api/v1/interactions?sessionId=" + session;
    Awaitility.await().until(() -> api.json(api.read(path)).path("items").size() == 1);
    return api.json(api.read(path)).path("items").get(0);
  }

  private List<Path> filesHolding(String text) throws IOException {
    try (Stream<Path> files = Files.walk(suite.data())) {
      return files.filter(Files::isRegularFile).filter(file -> holds(file, text)).toList();
    }
  }

  private static boolean holds(Path file, String text) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException e) {
      // A file that went away while the suite runs holds nothing.
      return false;
    }
  }
}
