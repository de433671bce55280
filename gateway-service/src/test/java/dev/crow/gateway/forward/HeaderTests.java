package dev.crow.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.gateway.FakeService;
import dev.crow.gateway.Gateway;
import dev.crow.gateway.SharedGateway;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedGateway.class)
class HeaderTests {

  private static final String ID = "0199aaaa-bbbb-7ccc-8ddd-eeeeffff0001";

  private final Gateway gateway;
  private final String key;

  HeaderTests(Gateway gateway) {
    this.gateway = gateway;
    this.key = "X-API-Key: " + gateway.auth.secretKey();
  }

  @Test
  void nothingAClientMayNotSayReachesTheService() {
    gateway.post(
        "/api/v1/ingest/batch",
        "{}",
        key,
        "ApiKey: " + key.substring("X-API-Key: ".length()),
        "X-Crow-Org: other",
        "x-crow-service-secret: guess",
        "X-Internal-Key: guess",
        "X-Forwarded-For: 10.0.0.1",
        "X-Forwarded-Host: evil.example",
        "Forwarded: for=10.0.0.1",
        "X-Real-IP: 10.0.0.1",
        "Cookie: session=1",
        "Connection: X-Hop, close",
        "X-Hop: 1",
        "Keep-Alive: timeout=5",
        "TE: trailers",
        "Proxy-Authorization: Basic eDp5",
        "User-Agent: sdk/1",
        "Accept-Encoding: br",
        "X-Custom: a",
        "X-Custom: b");

    FakeService.Received received = gateway.webIngest.last();
    Set<String> names = new TreeSet<>(received.headers().keySet());
    names.remove("connection");
    assertThat(names)
        .containsExactlyInAnyOrder(
            "accept-encoding",
            "authorization",
            "content-length",
            "content-type",
            "host",
            "user-agent",
            "x-crow-client-address",
            "x-custom",
            "x-request-id");
    assertThat(received.header("connection")).isIn("", "keep-alive");
    assertThat(received.header("x-crow-client-address")).isEqualTo("127.0.0.1");
    assertThat(received.header("x-custom")).isEqualTo("a|b");
    assertThat(received.header("authorization")).isEqualTo("Bearer token-for-web-ingest-worker");
    assertThat(received.header("host")).isEqualTo(gateway.webIngest.uri().getAuthority());
  }

  @Test
  void theServicesOwnNatureDoesNotReachTheClient() {
    gateway.webIngest.answer(
        exchange -> {
          exchange.getResponseHeaders().add("Server", "secret/1.0");
          exchange.getResponseHeaders().add("X-Powered-By", "java");
          exchange.getResponseHeaders().add("Set-Cookie", "a=b");
          exchange.getResponseHeaders().add("X-Request-Id", "forged");
          exchange.getResponseHeaders().add("ETag", "\"1\"");
          exchange.getResponseHeaders().add("Vary", "Accept");
          FakeService.send(exchange, 200, "text/csv;charset=utf-8", "a,b");
        });

    Gateway.Answer answer = gateway.get("/api/v1/ledger", key, "X-Request-Id: " + ID);

    assertThat(answer.headers()).doesNotContainKeys("Server", "X-Powered-By", "Set-Cookie");
    assertThat(answer.header("X-Request-Id")).isEqualTo(ID);
    assertThat(answer.header("ETag")).isEqualTo("\"1\"");
    assertThat(answer.header("Vary")).contains("Accept");
    assertThat(answer.header("Content-Type")).isEqualTo("text/csv;charset=utf-8");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(answer.body()).isEqualTo("a,b");
  }

  @Test
  void theRequestIdIsTheSameEverywhere() {
    Gateway.Answer answer = gateway.post("/batch", "{}", key, "X-Request-Id: not an id");

    assertThat(answer.header("X-Request-Id"))
        .hasSize(36)
        .isEqualTo(gateway.webIngest.last().header("X-Request-Id"));
  }

  @Test
  void pathAndQueryPassUnchanged() {
    String target = "/api/v1/receipts/a%20b?q=%C3%A9+x&empty=&flag&p=%7B%7D";

    gateway.get(target, key);

    assertThat(gateway.webIngest.last().target()).isEqualTo(target);
  }

  @Test
  void theServiceDecidesAboutMethods() {
    gateway.webIngest.answer(
        exchange -> {
          exchange.getResponseHeaders().add("Allow", "POST");
          FakeService.send(exchange, 405, "application/problem+json", "{\"status\":405}");
        });

    Gateway.Answer answer = gateway.send("DELETE", "/batch", null, key);

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).isEqualTo("POST");
    assertThat(answer.body()).isEqualTo("{\"status\":405}");
  }

  @Test
  void headAndEmptyAnswersHaveNoBody() {
    gateway.webIngest.answer(
        exchange -> {
          exchange.getResponseHeaders().add("Content-Length", "42");
          exchange.sendResponseHeaders(200, -1);
        });
    Gateway.Answer head = gateway.send("HEAD", "/api/v1/ledger", null, key);
    gateway.webIngest.answer(exchange -> exchange.sendResponseHeaders(304, -1));
    Gateway.Answer notModified = gateway.get("/api/v1/ledger", key, "If-None-Match: \"1\"");

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Content-Length")).isEqualTo("42");
    assertThat(head.bytes()).isEmpty();
    assertThat(notModified.status()).isEqualTo(304);
  }
}
