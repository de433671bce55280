package dev.crow.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crow.gateway.FakeService;
import dev.crow.gateway.Gateway;
import dev.crow.gateway.SharedGateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedGateway.class)
class FailureTests {

  private final Gateway gateway;
  private final String key;

  FailureTests(Gateway gateway) {
    this.gateway = gateway;
    this.key = "X-API-Key: " + gateway.auth.secretKey();
  }

  @Test
  void namesAServiceThatIsDown() {
    Gateway.Answer answer = gateway.get("/api/v1/interactions", key);

    assertUnavailable(answer, "interaction-service");
  }

  @Test
  void namesAServiceThatDoesNotAnswer() {
    CountDownLatch over = new CountDownLatch(1);
    gateway.webIngest.answer(_ -> await(over));
    try {
      assertUnavailable(gateway.post("/batch", "{}", key), "web-ingest-worker");
    } finally {
      over.countDown();
    }
  }

  @Test
  void namesAServiceThatHangsUp() {
    gateway.webIngest.answerAndHangUp(
        _ -> {
          throw new IOException("hang up");
        });

    assertUnavailable(gateway.post("/batch", "{}", key), "web-ingest-worker");
  }

  @Test
  void cutsTheAnswerWhereTheServiceBrokeOff() {
    gateway.webIngest.answerAndHangUp(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("half".getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
          throw new IOException("break off");
        });

    assertThatThrownBy(() -> gateway.get("/api/v1/ledger", key))
        .hasCauseInstanceOf(ConnectionClosedException.class);
  }

  @Test
  void passesAServicesOwnProblemUnchanged() {
    String problem = "{\"type\":\"https://crow.example/problems/queue-unavailable\",\"x\":1}";
    gateway.webIngest.answer(
        exchange -> {
          exchange.getResponseHeaders().add("Retry-After", "5");
          FakeService.send(exchange, 503, "application/problem+json", problem);
        });

    Gateway.Answer answer = gateway.post("/batch", "{}", key);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body()).isEqualTo(problem);
    assertThat(answer.header("Retry-After")).isEqualTo("5");
  }

  @Test
  void getsAnotherTokenWhereAServiceDoesNotTakeTheOneItWasShown() {
    String known = gateway.auth.secretKey();
    gateway.webIngest.answer(
        exchange -> {
          exchange
              .getResponseHeaders()
              .add("WWW-Authenticate", "Bearer realm=\"crow\", error=\"invalid_token\"");
          FakeService.send(exchange, 401, "application/problem+json", "{\"status\":401}");
        });

    assertUnavailable(gateway.post("/batch", "{}", "X-API-Key: " + known), "web-ingest-worker");

    gateway.webIngest.reset();
    assertThat(gateway.post("/batch", "{}", "X-API-Key: " + known).status()).isEqualTo(202);
    assertThat(gateway.auth.timesAsked(known)).isEqualTo(2);
  }

  @Test
  void passesAServicesOwnRefusalUnchanged() {
    gateway.webIngest.answer(
        exchange -> {
          exchange.getResponseHeaders().add("WWW-Authenticate", "Bearer realm=\"crow\"");
          FakeService.send(exchange, 401, "application/problem+json", "{\"status\":401}");
        });

    assertThat(gateway.post("/batch", "{}", key).status()).isEqualTo(401);
  }

  @Test
  void endsABodyThatTrickles() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.setSoTimeout(10_000);
      String head =
          "POST /batch HTTP/1.1\r\nHost: a\r\n" + key + "\r\nContent-Length: 100000\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      Thread trickle = Thread.startVirtualThread(() -> trickle(socket));
      byte[] answer = socket.getInputStream().readNBytes(12);
      trickle.interrupt();

      assertThat(answer).asString().isEqualTo("HTTP/1.1 408");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//api/v1/ledger",
        "/api/./v1/ledger",
        "/api/../v1/ledger",
        "/api;x=1/v1/ledger",
        "/api/%2e%2e/v1",
        "/api/%2E/v1"
      })
  void refusesPathsThatMeanSomethingElse(String path) {
    assertThat(gateway.get(path, key).problem()).isEqualTo("400 bad-path");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/%2fv1", "/api/%5c", "/api/%00", "/api/%c0%af/v1", "/api/%zz"})
  void refusesPathsTheServerCannotDecode(String path) {
    assertThat(gateway.get(path, key).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/internal/tokens",
        "/api/v1/organization",
        "/api/v1/ingestions",
        "/actuator/env",
        "/actuator/gateway/routes",
        "/batch/x"
      })
  void knowsNoOtherPaths(String path) {
    Gateway.Answer answer = gateway.get(path, key);

    assertThat(answer.problem()).isEqualTo("404 not-found");
    assertThat(answer.header("X-Request-Id")).isNotEmpty();
  }

  @Test
  void refusesALongUrl() {
    assertThat(gateway.get("/api/v1/ledger?q=" + "a".repeat(8200), key).problem())
        .isEqualTo("400 bad-path");
  }

  @Test
  void tellsItsOwnHealthToAnybody() {
    assertThat(gateway.get("/actuator/health/liveness").body()).contains("\"UP\"");
  }

  @ParameterizedTest
  @CsvSource({
    "'Authorization: Bearer crow_sk_\u0085', 401",
    "'User-Agent: a\u0085b', 400",
    "'User-Agent: a\u00e9b', 202",
    "'User-Agent: a\tb', 202",
    "'Content-Length: 2\r\nTransfer-Encoding: chunked', 400",
    "'Transfer-Encoding : chunked', 400",
    "'Authorization: Bearer %s', 431"
  })
  void refusesHeadersThatAreNotText(String header, int status) throws Exception {
    String withKey = header.startsWith("Auth") ? "" : key + "\r\n";
    String length = header.contains("-Encoding") ? "" : "Content-Length: 2\r\n";
    String head = "POST /batch HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + withKey + length;
    String request = head + header.replace("%s", "a".repeat(20_000)) + "\r\n\r\n{}";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));

      assertThat(socket.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 " + status);
    }
  }

  private static void trickle(Socket socket) {
    try {
      while (!Thread.interrupted()) {
        socket.getOutputStream().write('a');
        TimeUnit.MILLISECONDS.sleep(20);
      }
    } catch (IOException | InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  private static void assertUnavailable(Gateway.Answer answer, String service) {
    assertThat(answer.problem()).isEqualTo("503 service-unavailable");
    assertThat(answer.header("Retry-After")).isEqualTo("2");
    assertThat(answer.body()).contains(service);
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
