package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * What somebody was refused, whichever service refused it, is in their organization's audit log.
 */
@ExtendWith(SharedSuite.class)
class AuditedRefusalTests {

  private static final int ATTEMPTS = 40;

  /** One operation of every service that a key for another purpose may not use. */
  private static final Map<String, String> REFUSED =
      Map.of(
          "ApiKeyController#", "/api/v1/auth/api-keys",
          "MemberController#", "/api/v1/users/search-email?q=a",
          "AuditController#", "/api/v1/audit",
          "InteractionController#", "/api/v1/interactions",
          "LedgerController#", "/api/v1/ledger");

  @Test
  void everyServiceAuditsWhatItRefusesInAFewEntries(RunningSuite suite) {
    Person owner =
        Person.owner(suite, "denied" + UUID.randomUUID().toString().substring(0, 8) + ".example");
    String key =
        owner
            .json(
                owner.expect(
                    201,
                    owner.post(
                        "/api/v1/auth/api-keys",
                        "{\"name\":\"a\",\"kind\":\"SECRET\",\"permissions\":[\"events:write\"]}")))
            .path("key")
            .asString();
    String actor = "key:" + key.substring("crow_sk_".length()).substring(0, 10);
    for (String path : REFUSED.values()) {
      for (int i = 0; i < ATTEMPTS; i++) {
        assertThat(suite.api().readAs(path, key).statusCode()).isEqualTo(403);
      }
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(100))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertTold(refusals(owner, actor)));
    assertThat(owner.get("/api/v1/audit/verification").body()).contains("\"intact\":true");
  }

  @Test
  void theGatewayAuditsWhatItRefusesKeysItKnows(RunningSuite suite) {
    Person owner =
        Person.owner(suite, "turned" + UUID.randomUUID().toString().substring(0, 8) + ".example");
    String key =
        owner
            .json(
                owner.expect(
                    201,
                    owner.post(
                        "/api/v1/auth/api-keys",
                        """
                        {"name":"a","kind":"WRITE","allowedOrigins":["https://shop.example"]}""")))
            .path("key")
            .asString();
    String actor = "key:" + key.substring("crow_pk_".length()).substring(0, 10);
    assertThat(suite.api().readAs("/api/v1/interactions", key).statusCode()).isEqualTo(403);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(refusals(owner, actor))
                    .singleElement()
                    .extracting(entry -> entry.path("object").asString())
                    .asString()
                    .startsWith("operation:Gateway#")
                    .endsWith(":insufficient-scope"));
  }

  private static void assertTold(List<JsonNode> refusals) {
    Map<String, Integer> times =
        REFUSED.keySet().stream()
            .collect(
                Collectors.toMap(
                    controller -> controller,
                    controller ->
                        refusals.stream()
                            .filter(entry -> entry.path("object").asString("").contains(controller))
                            .mapToInt(entry -> entry.path("times").asInt())
                            .sum()));
    assertThat(times.values()).as(times.toString()).containsOnly(ATTEMPTS);
    assertThat(refusals)
        .hasSizeLessThanOrEqualTo(3 * REFUSED.size())
        .allSatisfy(entry -> assertThat(entry.path("outcome").asString()).isEqualTo("REFUSED"));
  }

  private static List<JsonNode> refusals(Person owner, String actor) {
    return owner
        .json(
            owner.expect(
                200, owner.get("/api/v1/audit?action=permission.denied&limit=100&actor=" + actor)))
        .path("items")
        .valueStream()
        .toList();
  }
}
