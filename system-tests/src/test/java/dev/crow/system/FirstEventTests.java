package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(SharedSuite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FirstEventTests {

  private Api api;

  @BeforeAll
  void connect(RunningSuite suite) {
    api = suite.api();
  }

  @Test
  void aSessionBecomesAnInteractionThatASearchByMeaningFinds() {
    MainJob.isDoneOn(api);
  }

  @Test
  void pagesThroughManyWithoutLosingOrRepeatingOne() {
    String product = "paged-" + UUID.randomUUID();
    for (int i = 0; i < 7; i++) {
      String session = product + "-" + i;
      api.send(
          "/api/v1/ingest/batch",
          """
          {"sessionId":"%s","events":[{"eventId":"%s","type":"product_view","timestamp":"%s",
            "properties":{"productId":"%s"}}]}"""
              .formatted(
                  session,
                  UUID.randomUUID(),
                  Instant.now().minus(Duration.ofHours(i % 3)),
                  product));
      end(session);
    }
    String first = "/api/v1/interactions?limit=3&productId=" + product;
    Awaitility.await()
        .until(
            () ->
                api.json(api.read(first.replace("limit=3", "limit=10"))).path("items").size() == 7);
    List<String> seen = new ArrayList<>();
    List<String> starts = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = api.json(api.read(first + cursor));
      page.path("items")
          .forEach(
              item -> {
                seen.add(item.path("sessionId").asString());
                starts.add(item.path("startedAt").asString());
              });
      cursor =
          page.path("nextCursor").isString() ? "&cursor=" + page.path("nextCursor").asString() : "";
    } while (!cursor.isEmpty());
    assertThat(seen).hasSize(7).doesNotHaveDuplicates();
    assertThat(starts.reversed()).isSorted();
  }

  @Test
  void refusesAnAlteredCursorAndBadParameters() {
    assertThat(api.read("/api/v1/interactions?cursor=AAAA").body()).contains("invalid-cursor");
    for (String limit : List.of("0", "-1", "101", "abc", "9223372036854775808")) {
      var answer = api.read("/api/v1/interactions?limit=" + limit);
      assertThat(answer.statusCode()).as(limit).isEqualTo(400);
      assertThat(answer.body()).contains("\"field\":\"limit\"");
    }
    assertThat(api.read("/api/v1/interactions?from=yesterday").statusCode()).isEqualTo(400);
    assertThat(api.read("/api/v1/interactions/search?q=").statusCode()).isEqualTo(400);
  }

  @Test
  void aWriteKeyReadsNothingAndNoKeyDoesNothing() {
    assertThat(api.readAs("/api/v1/interactions", api.writeKey()).statusCode()).isEqualTo(403);
    assertThat(api.readAs("/api/v1/interactions", null).statusCode()).isEqualTo(401);
    assertThat(api.readAs("/api/v1/interactions", "crow_sk_nonsense").statusCode()).isEqualTo(401);
  }

  @Test
  void anUnknownIdIsNotFound() {
    var answer = api.read("/api/v1/interactions/" + UUID.randomUUID());
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }

  @Test
  void oneMergedDocumentDescribesThePublicApi() {
    JsonNode document = api.json(api.readAs("/v3/api-docs", null));
    assertThat(document.path("paths").propertyNames())
        .contains(
            "/api/v1/ingest/batch",
            "/api/v1/interactions",
            "/api/v1/interactions/{id}",
            "/api/v1/interactions/search",
            "/api/v1/ledger")
        .noneMatch(path -> path.startsWith("/internal"));
  }

  @Test
  void theInternalPathsAreNotReachable() {
    assertThat(api.read("/internal/tokens").statusCode()).isEqualTo(404);
    assertThat(api.read("/actuator/env").statusCode()).isEqualTo(404);
  }

  private void end(String session) {
    api.send("/api/v1/ingest/session/end", "{\"sessionId\":\"" + session + "\"}");
  }
}
