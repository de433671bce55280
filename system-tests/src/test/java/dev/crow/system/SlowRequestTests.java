package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients that begin a request and never end it; all at once, since each takes its time. */
@ExtendWith(SharedSuite.class)
class SlowRequestTests {

  private static final Duration LONGEST = Duration.ofSeconds(60);

  private static final String POST = "POST /api/v1/ingest/batch HTTP/1.1\r\nHost: a\r\n";

  /** What is sent at once; nothing follows. */
  private static final Map<String, String> BEGINNINGS =
      Map.of(
          "nothing", "",
          "half a request line", "POST /api",
          "half a header", POST + "Content-Le",
          "no empty line", POST + "{key}",
          "half a body", POST + "{key}Content-Length: 10\r\n\r\n{}",
          "chunks without an end", POST + "{key}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n",
          "half a chunk", POST + "{key}Transfer-Encoding: chunked\r\n\r\nff\r\n{}",
          "a promise", POST + "{key}Expect: 100-continue\r\nContent-Length: 10\r\n\r\n");

  @Test
  void theGatewayHangsUpOnClientsThatFallSilent(RunningSuite suite) throws Exception {
    Api api = suite.api();
    String key =
        "Authorization: Bearer " + api.writeKey() + "\r\nContent-Type: application/json\r\n";
    int port = Integer.parseInt(suite.environment().get("CROW_GATEWAY_PORT"));
    Map<String, Future<String>> slow = new LinkedHashMap<>();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      BEGINNINGS.forEach(
          (name, sent) ->
              slow.put(name, clients.submit(() -> silentAfter(sent.replace("{key}", key), port))));
      Future<String> trickle = clients.submit(() -> trickle(key, port));
      assertThat(api.read("/api/v1/interactions").statusCode()).isEqualTo(200);
      for (Map.Entry<String, Future<String>> client : slow.entrySet()) {
        assertRefused(client.getKey(), client.getValue());
      }
      assertRefused("a byte a second", trickle);
    }
    assertThat(api.read("/api/v1/interactions").statusCode()).isEqualTo(200);
  }

  private static void assertRefused(String name, Future<String> client)
      throws ExecutionException, InterruptedException {
    String answer = client.get().replaceFirst("(?s)^HTTP/1.1 100 ?\r\n\r\n", "");
    assertThat(answer).as(name).matches("(?s)(HTTP/1\\.1 40[08] .*)?");
  }

  /** What came back until the other side hung up. */
  private static String silentAfter(String beginning, int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(Math.toIntExact(LONGEST.toMillis()));
      socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
      return read(socket);
    }
  }

  /** Never silent for long, so a limit on silence alone would wait for all of it. */
  private static String trickle(String key, int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(Math.toIntExact(LONGEST.toMillis()));
      OutputStream out = socket.getOutputStream();
      out.write(
          (POST + key + "Content-Length: 100000\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      Awaitility.await()
          .atMost(LONGEST)
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> socket.getInputStream().available() > 0 || !sent(out));
      return read(socket);
    }
  }

  private static boolean sent(OutputStream out) {
    try {
      out.write(' ');
      return true;
    } catch (IOException hungUp) {
      return false;
    }
  }

  private static String read(Socket socket) throws IOException {
    try {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (SocketException hungUp) {
      return "";
    }
  }
}
