package dev.crow.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.gateway.FakeService;
import dev.crow.gateway.Gateway;
import dev.crow.gateway.SharedGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(SharedGateway.class)
class ApiDocsTests {

  @Test
  void describesThePublicPathsOfTheServicesThatAnswer(Gateway gateway) {
    gateway.webIngest.answer(
        exchange -> FakeService.send(exchange, 200, "application/json", DOCUMENT));

    Gateway.Answer answer = gateway.get("/v3/api-docs");

    JsonNode merged = new JsonMapper().readTree(answer.bytes());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(merged.path("paths").propertyNames()).containsExactly("/api/v1/ledger");
    assertThat(merged.path("components").path("schemas").propertyNames())
        .containsExactlyInAnyOrder("Ledger", "Entry");
    assertThat(merged.path("components").path("securitySchemes").propertyNames())
        .contains("bearerKey", "sessionCookie");
    assertThat(merged.at("/x-unavailable").values())
        .extracting(JsonNode::asString)
        .contains("interaction-service");
  }

  private static final String DOCUMENT =
      """
      {
        "openapi": "3.1.0",
        "paths": {
          "/internal/secret": {"get": {"x": {"$ref": "#/components/schemas/Secret"}}},
          "/api/v1/interactions": {"get": {}},
          "/api/v1/ledger": {"get": {"x": {"$ref": "#/components/schemas/Ledger"}}}
        },
        "components": {"schemas": {
          "Secret": {"type": "string"},
          "Ledger": {"items": {"$ref": "#/components/schemas/Entry"}},
          "Entry": {"properties": {"parent": {"$ref": "#/components/schemas/Ledger"}}}
        }}
      }
      """;
}
