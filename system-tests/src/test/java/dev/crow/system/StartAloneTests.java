package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every service by itself, with nothing but a data folder and a port. */
class StartAloneTests {

  @TempDir Path data;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev.crow.auth.AuthServiceApplication",
        "dev.crow.user.UserServiceApplication",
        "dev.crow.organization.OrganizationServiceApplication",
        "dev.crow.product.ProductServiceApplication",
        "dev.crow.gateway.GatewayServiceApplication",
        "dev.crow.webingest.WebIngestWorkerApplication",
        "dev.crow.interaction.InteractionServiceApplication",
        "dev.crow.pattern.PatternServiceApplication",
        "dev.crow.notification.NotificationServiceApplication",
        "dev.crow.analytics.AnalyticsServiceApplication"
      })
  void becomesReadyOnItsEmbeddedDefaults(String application) throws Exception {
    int port = freePort();
    Path output = data.resolve("output.txt");
    List<String> line = new ArrayList<>(RecordedStart.java());
    line.addAll(
        List.of(
            "-Dcrow.log.file=" + data.resolve("service.log"),
            application,
            "--server.port=" + port,
            "--crow.data-dir=" + data));
    Process service =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      URI ready = URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness");
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .failFast("the service ended by itself", () -> !service.isAlive())
          .ignoreExceptionsInstanceOf(UncheckedIOException.class)
          .untilAsserted(() -> assertThat(status(ready)).isEqualTo(200));
    } finally {
      service.destroy();
      assertThat(service.waitFor(30, TimeUnit.SECONDS)).as("stops when asked to").isTrue();
    }
  }

  private static int status(URI uri) throws InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
