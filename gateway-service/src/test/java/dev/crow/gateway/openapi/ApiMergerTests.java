package dev.crow.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.gateway.route.RouteTable;
import dev.crow.gateway.route.RouteTables;
import dev.crow.gateway.route.Upstream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ApiMergerTests {

  private final JsonMapper json = new JsonMapper();
  private final RouteTable routes = RouteTables.defaults();

  @Test
  void renamesComponentsThatShareANameButDiffer() {
    ApiMerger merger = new ApiMerger(routes, json);
    merger.add(service("web-ingest-worker"), document("/api/v1/ledger", "number"));
    merger.add(service("interaction-service"), document("/api/v1/interactions", "string"));

    JsonNode merged = merger.document();

    assertThat(merged.at("/components/schemas/Page/type").asString()).isEqualTo("number");
    assertThat(merged.at("/components/schemas/Page_interaction-service/type").asString())
        .isEqualTo("string");
    assertThat(merged.at("/paths/~1api~1v1~1interactions/get/$ref").asString())
        .isEqualTo("#/components/schemas/Page_interaction-service");
    assertThat(merged.has("x-unavailable")).isFalse();
  }

  @Test
  void sharesComponentsThatAreTheSame() {
    ApiMerger merger = new ApiMerger(routes, json);
    merger.add(service("web-ingest-worker"), document("/api/v1/ledger", "number"));
    merger.add(service("interaction-service"), document("/api/v1/interactions", "number"));

    assertThat(merger.document().at("/components/schemas").propertyNames()).containsExactly("Page");
  }

  private Upstream service(String name) {
    return routes.upstreams().stream().filter(u -> u.name().equals(name)).findFirst().orElseThrow();
  }

  private ObjectNode document(String path, String type) {
    return (ObjectNode)
        json.readTree(
            """
            {
              "paths": {"%s": {"get": {"$ref": "#/components/schemas/Page"}}},
              "components": {"schemas": {"Page": {"type": "%s"}}}
            }
            """
                .formatted(path, type));
  }
}
