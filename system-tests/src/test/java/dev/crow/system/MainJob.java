package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** What the suite is for: events become an interaction with evidence that a search finds. */
final class MainJob {

  private MainJob() {}

  static void isDoneOn(Api api) {
    String session = "first-" + UUID.randomUUID();
    String cart = UUID.randomUUID().toString();
    assertThat(
            api.send(
                    "/api/v1/ingest/batch",
                    """
                    {"sessionId":"%s","events":[
                      {"eventId":"%s","type":"search","properties":{"query":"warm jacket","results":3}},
                      {"eventId":"%s","type":"add_to_cart","properties":{"productId":"p-%s",
                        "productName":"Alpine Down Jacket","price":189.00,"currency":"EUR"}}]}
                    """
                        .formatted(session, UUID.randomUUID(), cart, session))
                .statusCode())
        .isEqualTo(202);
    api.send("/api/v1/ingest/session/end", "{\"sessionId\":\"" + session + "\"}");

    JsonNode found = awaitInteraction(api, session);
    assertThat(found.path("description").asString()).contains("Alpine Down Jacket");
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(api.search("winter clothing left in the basket").toString())
                    .contains(session));

    JsonNode detail = api.json(api.read("/api/v1/interactions/" + found.path("id").asString()));
    assertThat(detail.path("eventIds")).hasSize(2);
    List<String> cited = new ArrayList<>();
    detail
        .path("evidence")
        .forEach(
            sentence -> {
              assertThat(detail.path("description").asString())
                  .contains(sentence.path("sentence").asString());
              sentence.path("eventIds").forEach(id -> cited.add(id.asString()));
            });
    assertThat(cited).contains(cart);
    assertThat(api.json(api.read("/api/v1/interactions?productId=p-" + session)).path("items"))
        .hasSize(1);
  }

  private static JsonNode awaitInteraction(Api api, String session) {
    String path = "/api/v1/interactions?sessionId=" + session;
    Awaitility.await().until(() -> api.json(api.read(path)).path("items").size() == 1);
    return api.json(api.read(path)).path("items").get(0);
  }
}
