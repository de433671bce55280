package dev.crow.webingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.Permissions;
import dev.crow.contracts.Services;
import dev.crow.security.Caller;
import dev.crow.testkit.security.TestIssuer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Server-sent events from the real broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveTailTests {

  @TempDir static Path data;

  private final TestIssuer issuer = TestIssuer.start();
  private final HttpClient http = HttpClient.newHttpClient();
  private ConfigurableApplicationContext worker;

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
                "--crow.live.heartbeat=300ms",
                "--crow.live.per-organization=2",
                "--crow.security.jwks-uri=" + issuer.jwksUri());
  }

  @AfterAll
  void stop() {
    worker.close();
    issuer.close();
    http.close();
  }

  @Test
  void tellsItsOrganizationWhatHappensAndNobodyElse() {
    String organization = "org-" + UUID.randomUUID();
    try (Watcher watcher = new Watcher(organization, "");
        Watcher stranger = new Watcher("org-" + UUID.randomUUID(), "")) {
      String session = "s-" + UUID.randomUUID();
      send(organization, session);
      watcher.awaits("event: accepted", session);
      watcher.awaits("event: refused", "invalid-event-id");
      watcher.awaits("event: session-opened", session);
      watcher.awaits("event: session-closed", "\"IDLE\"");
      stranger.awaits(": nothing new");
      assertThat(String.join("\n", stranger.lines)).doesNotContain(session, "data:");
    }
  }

  @Test
  void whoComesAgainIsToldWhatItMissed() {
    String organization = "org-" + UUID.randomUUID();
    String place;
    try (Watcher watcher = new Watcher(organization, "")) {
      send(organization, "seen");
      watcher.awaits("event: session-closed");
      place = watcher.lastId();
    }
    send(organization, "missed");
    try (Watcher again = new Watcher(organization, place)) {
      again.awaits("event: accepted", "missed");
      assertThat(String.join("\n", again.lines)).doesNotContain("\"seen\"");
    }
    try (Watcher stranger = new Watcher("org-" + UUID.randomUUID(), place)) {
      stranger.awaits(": nothing new");
    }
    try (Watcher nonsense = new Watcher(organization, "bm9uc2Vuc2U")) {
      nonsense.awaits(": nothing new");
    }
  }

  @Test
  void onlySoManyMayWatchAndOnlyWhoMayRead() {
    String organization = "org-" + UUID.randomUUID();
    try (Watcher one = new Watcher(organization, "");
        Watcher _ = new Watcher(organization, "")) {
      one.awaits("retry:");
      HttpResponse<String> third =
          text(request("/api/v1/live", organization, Permissions.INTERACTIONS_READ).GET());
      assertThat(third.statusCode()).isEqualTo(429);
      assertThat(third.headers().firstValue("Retry-After")).contains("30");
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              try (Watcher later = new Watcher(organization, "")) {
                assertThat(later.status).as("places are given back").isEqualTo(200);
              }
            });
    assertThat(
            text(request("/api/v1/live", organization, Permissions.EVENTS_WRITE).GET())
                .statusCode())
        .isEqualTo(403);
  }

  private void send(String organization, String session) {
    HttpResponse<String> answer =
        text(
            request("/api/v1/ingest/batch", organization, Permissions.EVENTS_WRITE)
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        """
                        {"sessionId":"%s","idleTimeoutSeconds":1,"events":[
                          {"eventId":"%s","type":"click"},{"eventId":"x","type":"click"}]}"""
                            .formatted(session, UUID.randomUUID()))));
    assertThat(answer.statusCode()).isEqualTo(202);
  }

  private HttpRequest.Builder request(String path, String organization, String permission) {
    String port = worker.getEnvironment().getProperty("local.server.port");
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header(
            "Authorization",
            "Bearer "
                + issuer.token(
                    Services.WEB_INGEST,
                    organization,
                    Caller.Kind.SECRET_KEY,
                    List.of(permission)));
  }

  private HttpResponse<String> text(HttpRequest.Builder request) {
    return send(request, HttpResponse.BodyHandlers.ofString());
  }

  private <T> HttpResponse<T> send(
      HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
    try {
      return http.send(request.build(), handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads a stream until it is closed. */
  private final class Watcher implements AutoCloseable {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final InputStream stream;
    private final int status;

    Watcher(String organization, String lastEventId) {
      HttpRequest.Builder request =
          request("/api/v1/live", organization, Permissions.INTERACTIONS_READ);
      if (!lastEventId.isEmpty()) {
        request.header("Last-Event-ID", lastEventId);
      }
      HttpResponse<InputStream> answer =
          send(request.GET(), HttpResponse.BodyHandlers.ofInputStream());
      status = answer.statusCode();
      stream = answer.body();
      Thread.ofVirtual().start(this::read);
    }

    private void read() {
      try (BufferedReader reader =
          new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
        reader.lines().forEach(lines::add);
      } catch (IOException | UncheckedIOException e) {
        lines.add("closed");
      }
    }

    void awaits(String... parts) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(String.join("\n", lines)).contains(parts));
    }

    String lastId() {
      return lines.stream()
          .filter(line -> line.startsWith("id: "))
          .reduce((_, last) -> last)
          .orElseThrow()
          .substring(4);
    }

    @Override
    public void close() {
      try {
        stream.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
