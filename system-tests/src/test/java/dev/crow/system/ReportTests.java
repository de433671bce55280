package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Files of what is kept by all services, from the order at the gateway to the download. */
@ExtendWith(SharedSuite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportTests {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private Person owner;

  @BeforeAll
  void visited(RunningSuite suite) {
    String brand = "brand" + UUID.randomUUID().toString().substring(0, 8) + ".example";
    owner = Person.owner(suite, brand);
    JsonNode made =
        owner.json(
            owner.expect(
                201,
                owner.post("/api/v1/auth/api-keys", "{\"name\":\"shop\",\"kind\":\"WRITE\"}")));
    Api shop =
        new Api(suite.api().gateway(), Map.of("CROW_WRITE_KEY", made.path("key").asString()));
    String session = "report-" + UUID.randomUUID();
    HttpResponse<String> sent =
        shop.send(
            "/api/v1/ingest/batch",
            """
            {"sessionId":"%s","events":[{"eventId":"%s","type":"product_view",
             "properties":{"productId":"tea-1","name":"Green tea"}}]}
            """
                .formatted(session, UUID.randomUUID()));
    assertThat(sent.statusCode()).as(sent.body()).isEqualTo(202);
    shop.send("/api/v1/ingest/session/end", "{\"sessionId\":\"" + session + "\"}");
    owner.expect(
        201, owner.post("/api/v1/products", "{\"externalId\":\"tea-1\",\"name\":\"Green tea\"}"));
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () ->
                !owner.json(owner.get("/api/v1/interactions")).path("items").isEmpty()
                    && !owner.json(owner.get("/api/v1/products")).path("items").isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "interactions, csv, Green tea",
    "interactions, json, Green tea",
    "products, csv, tea-1",
    "patterns, json, [",
    "analytics, csv, day"
  })
  void rowsOfEveryServiceBecomeAFile(String kind, String format, String holds) throws Exception {
    assertThat(new String(file(kind, format), StandardCharsets.UTF_8)).contains(holds);
  }

  @Test
  void aReportIsPaper() throws Exception {
    assertThat(new String(file("interactions", "pdf"), StandardCharsets.ISO_8859_1))
        .startsWith("%PDF-");
  }

  private byte[] file(String kind, String format) throws IOException, InterruptedException {
    String id =
        owner
            .json(
                owner.expect(
                    202,
                    owner.post(
                        "/api/v1/exports",
                        "{\"kind\":\"%s\",\"format\":\"%s\"}".formatted(kind, format))))
            .path("id")
            .asString();
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> export(id).path("status").asString().equals("ready"));
    URI file = URI.create(export(id).path("download").path("url").asString());
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<byte[]> answer =
          http.send(HttpRequest.newBuilder(file).build(), BodyHandlers.ofByteArray());
      assertThat(answer.statusCode()).isEqualTo(200);
      return answer.body();
    }
  }

  private JsonNode export(String id) {
    return owner.json(owner.expect(200, owner.get("/api/v1/exports/" + id)));
  }
}
