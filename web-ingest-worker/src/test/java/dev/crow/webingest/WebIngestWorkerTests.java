package dev.crow.webingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.Permissions;
import dev.crow.contracts.Services;
import dev.crow.contracts.Topics;
import dev.crow.contracts.interaction.v1.SessionSettled;
import dev.crow.events.Event;
import dev.crow.events.EventPublisher;
import dev.crow.security.Caller;
import dev.crow.testkit.security.TestIssuer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole worker, alone, on its embedded broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebIngestWorkerTests {

  @TempDir static Path data;

  private final TestIssuer issuer = TestIssuer.start();
  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = JsonMapper.builder().build();
  private ConfigurableApplicationContext worker;
  private String address;

  @BeforeAll
  void start() {
    worker =
        new SpringApplicationBuilder(WebIngestWorkerApplication.class)
            .run(
                "--spring.config.name=web-ingest-worker",
                "--server.port=0",
                "--crow.data-dir=" + data,
                "--crow.sessions.shortest-gap=1s",
                "--crow.sessions.tick=200ms",
                "--crow.intake.body-timeout=2s",
                "--crow.security.jwks-uri=" + issuer.jwksUri());
    address = "http://127.0.0.1:" + worker.getEnvironment().getProperty("local.server.port");
  }

  @AfterAll
  void stop() {
    worker.close();
    issuer.close();
  }

  @Test
  void startsAloneAndBecomesReady() {
    Awaitility.await()
        .until(() -> get("/actuator/health/readiness", null).body().contains("\"UP\""));
  }

  @Test
  void acceptedEventsAreInTheLedgerAndTheirSessionCloses() {
    String organization = "org-" + UUID.randomUUID();
    JsonNode receipt =
        json.readTree(
            post(
                    "/api/v1/ingest/batch",
                    organization,
                    """
                    {"sessionId":"s1","idleTimeoutSeconds":1,"events":[
                      {"eventId":"%s","type":"page_view","url":"https://shop.example/"},
                      {"eventId":"nonsense","type":"click"},
                      {"eventId":"%s","type":"add_to_cart","properties":{"productId":"p"}}]}
                    """
                        .formatted(UUID.randomUUID(), UUID.randomUUID()))
                .body());
    assertThat(receipt.get("stored").asInt()).isEqualTo(2);
    assertThat(receipt.get("refused").asInt()).isEqualTo(1);
    assertThat(receipt.get("events").get(1).get("reason").asString()).isEqualTo("invalid-event-id");
    Awaitility.await()
        .untilAsserted(
            () -> {
              JsonNode ledger = json.readTree(get("/api/v1/ledger", organization).body());
              assertThat(ledger.path("received").asInt()).isEqualTo(3);
              assertThat(ledger.path("closed").asInt()).isEqualTo(2);
              assertThat(ledger.path("sessions").asInt()).isEqualTo(1);
              assertThat(ledger.path("refused").path("invalid-event-id").asInt()).isEqualTo(1);
            });
  }

  @Test
  void aRepeatedBatchIsTakenForWhatItIs() {
    String organization = "org-" + UUID.randomUUID();
    String batch =
        """
        {"sessionId":"s","events":[{"eventId":"%s","type":"click"}]}"""
            .formatted(UUID.randomUUID());
    assertThat(post("/api/v1/ingest/batch", organization, batch).body()).contains("\"stored\":1");
    assertThat(post("/api/v1/ingest/batch", organization, batch).body())
        .contains("\"stored\":0", "\"duplicates\":1");
    assertThat(post("/api/v1/ingest/batch", "other-" + organization, batch).body())
        .as("ids belong to their organization")
        .contains("\"stored\":1");
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(get("/api/v1/ledger", organization).body())
                    .contains("\"received\":2", "\"duplicates\":1", "\"open\":1"));
  }

  @Test
  void aReceiptIsFollowedAndTheLedgerBalancesOnceWordCame() {
    String organization = "org-" + UUID.randomUUID();
    String event = UUID.randomUUID().toString();
    String receipt =
        json.readTree(
                post(
                        "/api/v1/ingest/batch",
                        organization,
                        """
                        {"sessionId":"s","events":[{"eventId":"%s","type":"click"},{"type":"x"}]}"""
                            .formatted(event))
                    .body())
            .path("receiptId")
            .asString();
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(get("/api/v1/receipts/" + receipt, organization).body())
                    .contains("\"state\":\"open\"", event, "\"missing-event-id\":1"));
    post("/api/v1/ingest/session/end", organization, "{\"sessionId\":\"s\"}");
    Awaitility.await()
        .untilAsserted(
            () -> {
              assertThat(get("/api/v1/receipts/" + receipt, organization).body())
                  .contains("\"state\":\"closed\"", "\"interactionId\":null");
              JsonNode row = row(organization);
              assertThat(row.path("received").asInt()).isEqualTo(2);
              assertThat(row.path("waiting").asInt()).isOne();
              assertThat(row.path("inFlight").asInt()).isOne();
            });

    worker
        .getBean(EventPublisher.class)
        .publish(
            Topics.SETTLED_SESSIONS,
            List.of(
                new Event<>(
                    UUID.randomUUID().toString(),
                    organization,
                    organization + "|s",
                    new SessionSettled(
                        organization,
                        "web",
                        "s",
                        1,
                        1,
                        SessionSettled.Outcome.RECORDED,
                        "the-interaction",
                        Instant.now()))));

    Awaitility.await()
        .untilAsserted(
            () -> {
              assertThat(get("/api/v1/receipts/" + receipt, organization).body())
                  .contains("\"interactionId\":\"the-interaction\"", "\"state\":\"stored\"");
              JsonNode row = row(organization);
              assertThat(row.path("stored").asInt()).isOne();
              assertThat(row.path("inFlight").asInt()).isZero();
            });
    assertThat(get("/api/v1/receipts/" + receipt, "other-" + organization).statusCode())
        .isEqualTo(404);
    assertThat(get("/actuator/prometheus", null).body())
        .contains("crow_ledger_events_total{fate=\"stored\"")
        .doesNotContain(organization);
  }

  private JsonNode row(String organization) {
    return json.readTree(get("/api/v1/ledger?step=1h", organization).body()).path("rows").path(0);
  }

  @Test
  void speaksTheDialectOfThePublishedSdk() {
    String organization = "org-" + UUID.randomUUID();
    assertThat(
            post("/session/start", organization, "{\"sessionId\":\"sess_1\",\"context\":{}}")
                .body())
        .contains("\"success\":true");
    String batch =
        """
        {"sessionId":"sess_1","events":[
          {"type":"pageview","timestamp":%d,"url":"https://shop.example/","data":{"pageTitle":"Home"}},
          {"type":"mousemove","timestamp":1,"url":"x","data":{}}]}"""
            .formatted(System.currentTimeMillis());
    assertThat(post("/batch", organization, batch).body())
        .contains("\"success\":true", "\"processed\":2", "\"failed\":0");
    post("/batch", organization, batch);
    assertThat(post("/session/end", organization, "{\"sessionId\":\"sess_1\"}").body())
        .contains("\"success\":true");
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(get("/api/v1/ledger", organization).body())
                    .contains("\"received\":2", "\"duplicates\":1", "\"closed\":1"));
  }

  @Test
  void nothingIsReadableWithoutTheRight() {
    String writeOnly =
        issuer.token(
            Services.WEB_INGEST, "org", Caller.Kind.WRITE_KEY, List.of(Permissions.EVENTS_WRITE));
    HttpResponse<String> answer =
        send(HttpRequest.newBuilder(URI.create(address + "/api/v1/ledger")).GET(), writeOnly);
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("insufficient-scope");
    assertThat(get("/api/v1/ledger", null).statusCode()).isEqualTo(401);
  }

  private HttpResponse<String> get(String path, @org.jspecify.annotations.Nullable String org) {
    return send(
        HttpRequest.newBuilder(URI.create(address + path)).GET(), org == null ? null : token(org));
  }

  private HttpResponse<String> post(String path, String organization, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(address + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)),
        token(organization));
  }

  private String token(String organization) {
    return issuer.token(
        Services.WEB_INGEST,
        organization,
        Caller.Kind.SECRET_KEY,
        List.of(Permissions.EVENTS_WRITE, Permissions.INTERACTIONS_READ));
  }

  private HttpResponse<String> send(
      HttpRequest.Builder request, @org.jspecify.annotations.Nullable String token) {
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
