package dev.crow.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostingTests {

  private final List<String> received = new CopyOnWriteArrayList<>();
  private final HttpServer server = server();
  private final String place = "127.0.0.1:" + server.getAddress().getPort();
  private final Fetcher fetcher =
      Fetchers.guarded(
          CheckingTests.properties(Set.of(place), Set.of(80, 443)),
          _ -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")});

  private HttpServer server() {
    try {
      HttpServer made =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      made.createContext("/hook", exchange -> answer(exchange, 200, "x".repeat(5_000)));
      made.createContext("/broken", exchange -> answer(exchange, 500, "no"));
      made.createContext(
          "/moved",
          exchange -> {
            exchange.getResponseHeaders().set("Location", "/hook");
            answer(exchange, 307, "");
          });
      made.createContext(
          "/busy",
          exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "7");
            answer(exchange, 503, "");
          });
      made.start();
      return made;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void answer(HttpExchange exchange, int status, String body) throws IOException {
    try (InputStream in = exchange.getRequestBody()) {
      received.add(
          "%s %s %s %s"
              .formatted(
                  exchange.getRequestMethod(),
                  exchange.getRequestHeaders().getFirst("Webhook-Id"),
                  exchange.getRequestHeaders().getFirst("Content-Type"),
                  new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @AfterEach
  void close() {
    fetcher.close();
    server.stop(0);
  }

  private static PostRequest to(String url) {
    return new PostRequest(
        url,
        "application/json",
        "{\"a\":1}".getBytes(StandardCharsets.UTF_8),
        Map.of("Webhook-Id", "msg_1"),
        100);
  }

  @Test
  void sendsTheBodyAndReadsTheBeginningOfTheAnswer() {
    Fetched answer = fetcher.post(to("http://" + place + "/hook"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("x".repeat(100));
    assertThat(received).containsExactly("POST msg_1 application/json {\"a\":1}");
  }

  @Test
  void tellsWhatTheServerSaidAgainstIt() {
    Fetched answer = fetcher.post(to("http://" + place + "/broken"));
    assertThat(answer.status()).isEqualTo(500);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("no");
    assertThat(fetcher.post(to("http://" + place + "/busy")).retryAfter()).isEqualTo(7L);
    assertThat(received).hasSize(2);
  }

  @Test
  void followsNoRedirect() {
    assertThat(fetcher.post(to("http://" + place + "/moved")).status()).isEqualTo(307);
    assertThat(received).hasSize(1);
  }

  @Test
  void postsNothingToWhereNothingIsFetchedFrom() {
    for (String url :
        List.of(
            "http://127.0.0.1:1/hook",
            "http://169.254.169.254/latest/meta-data",
            "http://internal.example/hook",
            "http://localhost/hook",
            "file:///etc/passwd")) {
      assertThatExceptionOfType(FetchException.class)
          .as(url)
          .isThrownBy(() -> fetcher.post(to(url)));
    }
    assertThat(received).isEmpty();
  }

  @Test
  void refusesHeadersThatBeginAnother() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new PostRequest("", "text/plain", new byte[0], Map.of("X", "a\r\nHost: b"), 1));
  }
}
