package dev.crow.relational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A service whose D1 database is described wrongly says so. */
@ExtendWith(OutputCaptureExtension.class)
class D1StartTests {

  @TempDir Path data;

  @Test
  void asksForAToken(CapturedOutput output) {
    failsToStart("--spring.datasource.url=jdbc:d1://account/database");
    assertThat(output).contains("APPLICATION FAILED TO START", "There is no token", "D1_TOKEN");
  }

  @Test
  void asksForTheAccountAndDatabase(CapturedOutput output) {
    failsToStart("--spring.datasource.url=jdbc:d1://account", "--spring.datasource.password=t");
    assertThat(output)
        .contains("APPLICATION FAILED TO START", "jdbc:d1://<account id>/<database id>");
  }

  @Test
  void takesNoTokenInTheUrl(CapturedOutput output) {
    failsToStart("--spring.datasource.url=jdbc:d1://account/database?token=secret-of-mine");
    assertThat(output)
        .contains("APPLICATION FAILED TO START", "does not belong in a URL")
        .doesNotContain("secret-of-mine");
  }

  @Test
  void saysThatTheTokenIsRefused(CapturedOutput output) throws Exception {
    startsAgainst(403, 10000, "Authentication error");
    assertThat(output)
        .contains("APPLICATION FAILED TO START", "refused the token", "may edit D1")
        .doesNotContain("secret-of-mine");
  }

  @Test
  void saysThatThereIsNoSuchDatabase(CapturedOutput output) throws Exception {
    startsAgainst(404, 7404, "The database x could not be found");
    assertThat(output).contains("APPLICATION FAILED TO START", "wrangler d1 list");
  }

  private void startsAgainst(int status, int code, String message) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] body =
        """
        {"success":false,"errors":[{"code":%d,"message":"%s"}],"messages":[],"result":null}"""
            .formatted(code, message)
            .getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      failsToStart(
          "--spring.datasource.url=jdbc:d1://account/database?endpoint=http://127.0.0.1:"
              + server.getAddress().getPort()
              + "/client/v4",
          "--spring.datasource.password=secret-of-mine");
    } finally {
      server.stop(0);
    }
  }

  private void failsToStart(String... arguments) {
    assertThatThrownBy(() -> TestService.start(data, arguments).close())
        .isInstanceOf(Exception.class);
  }
}
