package dev.crow.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.crow.demo.driver.FakeTime;
import dev.crow.demo.session.GroundTruth;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InteractionCheckTests {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final List<String> answers = new ArrayList<>();
  private final FakeTime time = new FakeTime();

  @SuppressWarnings("NullAway.Init")
  private HttpServer server;

  /** Gives one answer after another, and the last again and again. */
  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String answer = answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(body.length == 0 ? 503 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private InteractionCheck.Found await(Duration longest) throws InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return new InteractionCheck(
              http,
              URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
              "key",
              time,
              time)
          .await(List.of(session("s1", 3), session("s2", 2)), longest);
    }
  }

  private static GroundTruth session(String id, int events) {
    return new GroundTruth(
        id, "p", "mobile", START, START, false, false, null, false, false, List.of(), List.of(),
        List.of(), List.of(), List.of(), events, Map.of(), List.of());
  }

  @Test
  void looksAgainUntilEverySessionIsWhole() throws InterruptedException {
    answers.add("");
    answers.add("{\"items\":[{\"sessionId\":\"s1\",\"eventCount\":3}]}");
    answers.add(
        """
        {"items":[{"sessionId":"s1","eventCount":3},{"sessionId":"s2","eventCount":2}]}""");
    assertThat(await(Duration.ofMinutes(1))).isEqualTo(new InteractionCheck.Found(2, 2, 2));
    assertThat(time.pauses()).hasSize(2);
  }

  @Test
  void givesUpAfterTheLongestTime() throws InterruptedException {
    answers.add("{\"items\":[{\"sessionId\":\"s1\",\"eventCount\":1}]}");
    assertThat(await(Duration.ofSeconds(5))).isEqualTo(new InteractionCheck.Found(2, 1, 0));
    assertThat(time.pauses()).hasSizeBetween(2, 4);
  }
}
