package dev.crow.webingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.Permissions;
import dev.crow.contracts.Services;
import dev.crow.security.Caller;
import dev.crow.testkit.security.TestIssuer;
import java.io.IOException;
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
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two workers on one broker: each has a part of the sessions, and tells of all. */
class SeveralInstancesTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path data;

  private final HttpClient http = HttpClient.newHttpClient();
  private final String organization = UUID.randomUUID().toString();

  @Test
  void eachTellsOfAllPartitions() throws Exception {
    try (TestIssuer issuer = TestIssuer.start();
        ConfigurableApplicationContext first = start(issuer, 0, List.of());
        ConfigurableApplicationContext second =
            start(
                issuer,
                1,
                List.of(
                    "--spring.kafka.bootstrap-servers="
                        + first
                            .getBean(KafkaConnectionDetails.class)
                            .getBootstrapServers()
                            .getFirst(),
                    "--crow.security.service-secret=" + secret(first)))) {
      String token =
          issuer.token(
              Services.WEB_INGEST,
              organization,
              Caller.Kind.SECRET_KEY,
              List.of(Permissions.EVENTS_WRITE, Permissions.INTERACTIONS_READ));
      List<String> receipts = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        receipts.add(visit(i % 2 == 0 ? first : second, token, "s" + i));
      }
      for (ConfigurableApplicationContext instance : List.of(first, second)) {
        Awaitility.await()
            .atMost(Duration.ofMinutes(2))
            .pollInterval(Duration.ofMillis(500))
            .untilAsserted(
                () -> {
                  HttpResponse<String> answer = get(instance, "/api/v1/ledger?step=1h", token);
                  assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                  JsonNode ledger = JSON.readTree(answer.body());
                  assertThat(ledger.path("received").asInt()).as(answer.body()).isEqualTo(12);
                  int open =
                      ledger.path("rows").valueStream().mapToInt(r -> r.path("open").asInt()).sum();
                  assertThat(open).as(answer.body()).isEqualTo(12);
                });
        // Partitions may change hands once more meanwhile, which is an honest 503.
        Awaitility.await()
            .atMost(Duration.ofMinutes(1))
            .untilAsserted(
                () -> {
                  for (String receipt : receipts) {
                    assertThat(get(instance, "/api/v1/receipts/" + receipt, token).statusCode())
                        .isEqualTo(200);
                  }
                });
        assertThat(get(instance, "/api/v1/receipts/" + UUID.randomUUID(), token).statusCode())
            .isEqualTo(404);
        assertThat(
                get(instance, "/internal/ledger/total?organization=" + organization, token)
                    .statusCode())
            .as("for services only")
            .isEqualTo(401);
      }
    }
  }

  private static String secret(ConfigurableApplicationContext instance) {
    return instance.getBean(dev.crow.security.ServiceSecret.class).value();
  }

  private ConfigurableApplicationContext start(TestIssuer issuer, int number, List<String> more) {
    int port = freePort();
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--spring.config.name=web-ingest-worker",
                "--server.port=" + port,
                "--crow.sessions.address=127.0.0.1:" + port,
                "--crow.events.instance-id=" + number,
                "--crow.data-dir=" + data.resolve("instance-" + number),
                "--crow.sessions.tick=200ms",
                "--crow.security.jwks-uri=" + issuer.jwksUri()));
    arguments.addAll(more);
    return new SpringApplicationBuilder(WebIngestWorkerApplication.class)
        .run(arguments.toArray(String[]::new));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private String visit(ConfigurableApplicationContext instance, String token, String session)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            request(instance, "/api/v1/ingest/batch", token)
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"sessionId\":\"%s\",\"events\":[{\"eventId\":\"%s\",\"type\":\"click\"}]}"
                            .formatted(session, UUID.randomUUID())))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return JSON.readTree(answer.body()).path("receiptId").asString();
  }

  private HttpResponse<String> get(
      ConfigurableApplicationContext instance, String path, String token) {
    try {
      return http.send(
          request(instance, path, token).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static HttpRequest.Builder request(
      ConfigurableApplicationContext instance, String path, String token) {
    String port = instance.getEnvironment().getProperty("local.server.port");
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("Authorization", "Bearer " + token);
  }
}
