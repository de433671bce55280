package dev.crow.d1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long the client lets a D1 alone that asks for it. No test waits. */
class D1ClientTests {

  private static final String LIMITED =
      """
      {"success":false,"errors":[{"code":971,"message":"Please wait"}],"result":null}""";

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Duration> pauses = new ArrayList<>();
  private final AtomicInteger requests = new AtomicInteger();

  @SuppressWarnings("NullAway.Init")
  private HttpServer server;

  private volatile String retryAfter = "";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.getRequestBody().readAllBytes();
          if (!retryAfter.isEmpty()) {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
          }
          byte[] body = LIMITED.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(429, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    http.close();
  }

  private void send(Pause pause) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("password", "token");
    String url =
        "jdbc:d1://0123456789abcdef0123456789abcdef/11111111-2222-4333-8444-555555555555?endpoint="
            + "http://127.0.0.1:"
            + server.getAddress().getPort();
    D1Settings settings = D1Url.parse(url, properties, _ -> null);
    new D1Client(settings, http, pause)
        .send(List.of(new Query("SELECT 1")), true, Duration.ofMinutes(5));
  }

  @Test
  void leavesItAloneForLongerEachTimeAndThenGivesUp() {
    assertThatThrownBy(() -> send(pauses::add)).isInstanceOf(SQLTransientConnectionException.class);
    assertThat(requests).hasValue(5);
    assertThat(pauses).hasSize(4);
    assertThat(pauses.get(0)).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
    assertThat(pauses.get(1)).isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
    assertThat(pauses.get(2)).isBetween(Duration.ofMillis(400), Duration.ofMillis(800));
    assertThat(pauses.get(3)).isBetween(Duration.ofMillis(800), Duration.ofMillis(1600));
  }

  @Test
  void leavesItAloneForAsLongAsItAsks() {
    retryAfter = "7";
    assertThatThrownBy(() -> send(pauses::add)).isInstanceOf(SQLTransientConnectionException.class);
    assertThat(pauses)
        .hasSize(4)
        .allSatisfy(
            pause -> assertThat(pause).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(8)));
  }

  @Test
  void isInterruptedWhileItWaits() {
    assertThatThrownBy(
            () ->
                send(
                    _ -> {
                      throw new InterruptedException();
                    }))
        .isInstanceOf(SQLTimeoutException.class)
        .hasMessageContaining("Interrupted");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(requests).hasValue(1);
  }
}
