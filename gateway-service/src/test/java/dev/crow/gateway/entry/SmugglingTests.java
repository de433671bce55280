package dev.crow.gateway.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.gateway.FakeService;
import dev.crow.gateway.Gateway;
import dev.crow.gateway.SharedGateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only a raw socket can send. */
@ExtendWith(SharedGateway.class)
class SmugglingTests {

  private static final String HIDDEN = "GET /api/v1/ledger/smuggled HTTP/1.1\r\nHost: a\r\n\r\n";

  private final Gateway gateway;
  private final String key;

  SmugglingTests(Gateway gateway) {
    this.gateway = gateway;
    this.key = "X-API-Key: " + gateway.auth.secretKey() + "\r\n";
  }

  /** All that comes back until the gateway hangs up. */
  private String send(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (SocketException hungUp) {
      return "";
    }
  }

  private String post(String headers, String body) throws IOException {
    return send("POST /batch HTTP/1.1\r\nHost: a\r\n" + key + headers + "\r\n" + body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 4\r\nContent-Length: 60\r\n",
        "Content-Length: 4, 60\r\n",
        "Content-Length: +4\r\n",
        "Content-Length: -4\r\n",
        "Content-Length: 0x4\r\n",
        "Content-Length: 4 4\r\n",
        "Content-Length : 4\r\n",
        "Content-Length: 99999999999999999999\r\n",
        "Transfer-Encoding : chunked\r\n",
        "Transfer-Encoding: xchunked\r\n",
        "Transfer-Encoding: chunked, identity\r\n",
        "Transfer-Encoding: identity, chunked, chunked\r\n",
        "Transfer-Encoding: \u000bchunked\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: cow\r\n",
        "Host: b\r\nContent-Length: 0\r\n"
      })
  void lengthsThatCanBeReadTwoWaysAreRefused(String headers) throws IOException {
    String answer = post(headers, "0\r\n\r\n" + HIDDEN);

    assertThat(answer).matches("(?s)HTTP/1\\.1 (400|501) .*");
    assertThat(answer.split("HTTP/1\\.1 ", -1)).hasSize(2);
    assertThat(gateway.webIngest.received()).isEmpty();
  }

  /** As RFC 9112 says: chunks count, and nothing after them is believed. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n"
      })
  void aLengthBesidesChunksIsDroppedAndTheConnectionEnds(String headers) throws IOException {
    String answer = post(headers, "0\r\n\r\n" + HIDDEN);

    assertThat(answer.split("HTTP/1\\.1 ", -1)).hasSize(2);
    assertThat(answer).contains("Connection: close");
    assertThat(gateway.webIngest.received()).hasSize(1);
    assertThat(gateway.webIngest.last().body()).isEmpty();
    assertThat(gateway.webIngest.last().headers()).doesNotContainKey("content-length");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"X: a\rTransfer-Encoding: chunked\r\n", "X: a\r\n Transfer-Encoding: chunked\r\n"})
  void bareReturnsAndFoldedLinesEndNoHeader(String header) throws IOException {
    String answer = post(header, "0\r\n\r\n" + HIDDEN);

    assertThat(answer).contains("HTTP/1.1 400", "Connection: close");
    assertThat(gateway.webIngest.received())
        .noneMatch(r -> r.target().contains("smuggled"))
        .allSatisfy(r -> assertThat(r.headers()).doesNotContainKey("transfer-encoding"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zz\r\nabc\r\n0\r\n\r\n",
        "-1\r\nabc\r\n0\r\n\r\n",
        "3\r\nabcdef\r\n0\r\n\r\n",
        "ffffffffffffffff\r\nabc\r\n0\r\n\r\n",
        "3\nabc\n0\n\n"
      })
  void brokenChunksNeverBecomeAWholeRequest(String body) throws IOException {
    String answer = post("Transfer-Encoding: chunked\r\n", body + HIDDEN);

    assertThat(answer).doesNotContain("HTTP/1.1 2");
    assertThat(gateway.webIngest.received()).noneMatch(r -> r.target().contains("smuggled"));
  }

  @Test
  void twoRequestsOnOneConnectionAreTwoAtTheServiceToo() throws IOException {
    String answer =
        post("Content-Length: 2\r\n", "{}")
            + post("Transfer-Encoding: chunked\r\n", "2\r\n{}\r\n0\r\n\r\n" + HIDDEN);

    assertThat(answer).contains("HTTP/1.1 202");
    assertThat(gateway.webIngest.received())
        .extracting(FakeService.Received::target)
        .containsExactly("/batch", "/batch");
    // What follows the second is a request of its own, without a key.
    assertThat(answer).contains("HTTP/1.1 401");
  }

  @Test
  void trailersDoNotBecomeHeaders() throws IOException {
    String answer =
        post(
            "Transfer-Encoding: chunked\r\nTrailer: X-Crow-Org\r\n",
            "2\r\n{}\r\n0\r\nX-Crow-Org: other\r\nX-Trailed: 1\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 202");
    assertThat(gateway.webIngest.last().headers()).doesNotContainKeys("x-crow-org", "x-trailed");
  }

  @Test
  void noClaimAboutWhoAsksReachesTheService() throws IOException {
    List<String> claims =
        List.of(
            "X-Crow-Org: other",
            "x-CROW-client-address: 10.0.0.1",
            "X-Internal: 1",
            "X-Internal-Key: guess",
            "X-Forwarded-For: 10.0.0.1",
            "X-Forwarded-Host: evil.example",
            "X-Forwarded-Proto: https",
            "Forwarded: for=10.0.0.1;host=evil.example",
            "X-Real-IP: 10.0.0.1",
            "True-Client-IP: 10.0.0.1",
            "X-Original-URL: /internal/tokens",
            "X-Rewrite-URL: /internal/tokens",
            "X-HTTP-Method-Override: DELETE",
            "Connection: X-Crow-Org, X-Request-Id, Authorization",
            "Proxy-Connection: keep-alive",
            "Upgrade: h2c",
            "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA");

    String answer =
        post(String.join("\r\n", claims) + "\r\nContent-Length: 2\r\nAccept: */*\r\n", "{}");

    assertThat(answer).startsWith("HTTP/1.1 202");
    FakeService.Received received = gateway.webIngest.last();
    assertThat(received.method()).isEqualTo("POST");
    assertThat(received.headers().keySet())
        .containsOnly(
            "accept",
            "authorization",
            "connection",
            "content-length",
            "host",
            "x-crow-client-address",
            "x-request-id");
    assertThat(received.header("x-crow-client-address")).isEqualTo("127.0.0.1");
    assertThat(received.header("authorization")).isEqualTo("Bearer token-for-web-ingest-worker");
    assertThat(received.header("connection")).isEqualTo("keep-alive");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET http://evil.example/api/v1/ledger HTTP/1.1\r\nHost: a\r\n",
        "GET //evil.example/api/v1/ledger HTTP/1.1\r\nHost: a\r\n",
        "GET /api/v1/ledger HTTP/1.1\r\n",
        "GET /api/v1/ledger HTTP/1.1\r\nHost: a/b\r\n",
        "GET /api/v1/ledger HTTP/1.1\r\nHost: a b\r\n",
        "GET /api/v1/ledger\u0000 HTTP/1.1\r\nHost: a\r\n",
        "GET /api/v1/ledger HTTP/1.1 \u0000\r\nHost: a\r\n",
        "CONNECT evil.example:443 HTTP/1.1\r\nHost: a\r\n"
      })
  void requestLinesAndHostsThatMeanTwoThingsAreRefused(String head) throws IOException {
    String answer = send(head + key + "\r\n");

    assertThat(answer).matches("(?s)(HTTP/1\\.1 [45].*)?");
    assertThat(gateway.webIngest.received()).isEmpty();
  }
}
