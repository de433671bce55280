package dev.crow.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedProxyTests {

  private final Canary site = canary();
  private final Canary forbidden = canary();
  private GuardedProxy proxy;

  @SuppressWarnings("NullAway.Init")
  GuardedProxyTests() {}

  private static Canary canary() {
    try {
      return new Canary();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void open() throws IOException {
    proxy =
        Fetchers.proxy(
            CheckingTests.properties(
                Set.of(site.host()), Set.of(80, 443, forbidden.port(), site.port())),
            Names.SYSTEM,
            100_000);
  }

  @AfterEach
  void close() throws IOException {
    proxy.close();
    site.close();
    forbidden.close();
  }

  private String ask(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void passesOnWhatMayBeFetched() throws IOException {
    site.on("/page?x=1", "HTTP/1.1 200 OK\nContent-Length: 5\n\nhello");
    assertThat(
            ask(
                "GET "
                    + site.url("/page?x=1")
                    + " HTTP/1.1\r\nHost: x\r\nProxy-Connection: keep-alive\r\n\r\n"))
        .startsWith("HTTP/1.1 200")
        .endsWith("hello");
    assertThat(
            ask(
                "CONNECT "
                    + site.host()
                    + " HTTP/1.1\r\n\r\nGET /page?x=1 HTTP/1.1\r\nHost: x\r\n\r\n"))
        .startsWith("HTTP/1.1 200 Connection established")
        .endsWith("hello");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET http://127.0.0.1:%d/ HTTP/1.1",
        "GET http://localhost:%d/ HTTP/1.1",
        "GET http://[::1]:%d/ HTTP/1.1",
        "GET http://2130706433:%d/ HTTP/1.1",
        "POST http://127.0.0.1:%d/ HTTP/1.1",
        "CONNECT 127.0.0.1:%d HTTP/1.1",
        "CONNECT localhost:%d HTTP/1.1",
        "CONNECT [::ffff:127.0.0.1]:%d HTTP/1.1",
        "CONNECT good@127.0.0.1:%d HTTP/1.1"
      })
  void refusesEverythingElse(String line) throws IOException {
    assertThat(ask(line.formatted(forbidden.port()) + "\r\nHost: shop.example\r\n\r\n"))
        .startsWith("HTTP/1.1 403");
    assertThat(forbidden.connections()).isZero();
  }

  @Test
  void refusesWhatIsNoRequest() throws IOException {
    assertThat(ask("TRACE " + site.url("/") + " HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 405");
    assertThat(ask("hello\r\n\r\n")).startsWith("HTTP/1.1 400");
    assertThat(site.connections()).isZero();
  }

  @Test
  void endsWhatLoadsTooMuch() throws IOException {
    site.on(
        "/",
        out -> {
          out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8));
          while (true) {
            out.write(new byte[8192]);
          }
        });
    int got = 0;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
      socket
          .getOutputStream()
          .write(("GET " + site.url("/") + " HTTP/1.1\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      byte[] chunk = new byte[8192];
      int count = socket.getInputStream().read(chunk);
      while (count >= 0) {
        got += count;
        count = socket.getInputStream().read(chunk);
      }
    } catch (IOException _) {
      // Closed in the middle, which may show as a reset.
    }
    assertThat(got).isLessThanOrEqualTo(100_000);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> ask("GET " + site.url("/") + " HTTP/1.1\r\n\r\n"));
  }
}
