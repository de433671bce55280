package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crow.demo.world.World;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What a shop owner is told after a week, without any model: products from the shop's sitemap,
 * interactions with evidence, patterns that name what was planted, insights, a report on paper, and
 * what it comes to.
 */
class PlantedWeekTests {

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path data;

  @Test
  void aWeekOfShoppersEndsInWhatAShopOwnerWantsToKnow() throws Exception {
    int port = FreePorts.one();
    Map<String, String> settings =
        Map.of(
            "CROW_GATEWAY_PORT",
            Integer.toString(port),
            "CROW_FETCH_ALLOWED_HOSTS",
            "127.0.0.1:" + port,
            "CROW_PATTERNS_EVERY",
            "500ms",
            "CROW_PATTERNS_SETTLE",
            "5s");
    try (RunningSuite suite = RunningSuite.ready(data, settings, "up")) {
      Api api = suite.api();
      String discovery = discover(api);
      PlantedWeek.send(api);
      assertProducts(api, discovery);
      assertInteractions(api);
      assertPatterns(api);
      assertInsights(api);
      assertReport(api);
      assertUsage(api);
    }
  }

  private static String discover(Api api) {
    return post(
            api, "/api/v1/products/discoveries", "{\"url\":\"%s/demo\"}".formatted(api.gateway()))
        .path("id")
        .asString();
  }

  /** The sitemap names forty pages, and asks for a second between any two. */
  private static void assertProducts(Api api, String discovery) {
    patiently()
        .untilAsserted(
            () ->
                assertThat(read(api, "/api/v1/products/jobs/" + discovery).path("state").asString())
                    .isEqualTo("DONE"));
    Set<String> found = new TreeSet<>();
    read(api, "/api/v1/products?limit=100")
        .path("items")
        .forEach(product -> found.add(product.path("externalId").asString()));
    assertThat(found)
        .isEqualTo(
            new TreeSet<>(
                World.standard().catalogue().products().stream()
                    .map(product -> product.id())
                    .toList()));
  }

  private static void assertInteractions(Api api) {
    patiently().untilAsserted(() -> assertThat(api.interactions()).hasSize(PlantedWeek.SESSIONS));
    JsonNode bought =
        api.interactions().stream()
            .filter(one -> one.path("outcome").asString().equalsIgnoreCase("purchased"))
            .findFirst()
            .orElseThrow();
    JsonNode one = read(api, "/api/v1/interactions/" + bought.path("id").asString());
    List<String> events = one.path("eventIds").valueStream().map(JsonNode::asString).toList();
    assertThat(one.path("evidence")).isNotEmpty();
    one.path("evidence")
        .forEach(
            sentence ->
                assertThat(sentence.path("eventIds").valueStream().map(JsonNode::asString))
                    .isNotEmpty()
                    .isSubsetOf(events));
  }

  private static void assertPatterns(Api api) {
    List<JsonNode> patterns = new ArrayList<>();
    patiently()
        .untilAsserted(
            () -> {
              patterns.clear();
              read(api, "/api/v1/patterns?period=all_time&limit=100")
                  .path("items")
                  .forEach(patterns::add);
              assertThat(PlantedWeek.namedBy(patterns))
                  .as("planted truths")
                  .hasSizeGreaterThanOrEqualTo(PlantedWeek.FEWEST_TRUTHS);
            });
    assertThat(patterns)
        .allSatisfy(
            pattern -> {
              assertThat(pattern.path("confidence").asDouble()).isGreaterThan(0.98);
              JsonNode support = pattern.at("/statistics/support");
              double share = support.path("rate").asDouble();
              assertThat(share)
                  .isBetween(support.path("low").asDouble(), support.path("high").asDouble());
              assertThat(share).isNotEqualTo(pattern.at("/statistics/baseline/rate").asDouble());
            });
    String id = patterns.getFirst().path("id").asString();
    assertThat(read(api, "/api/v1/patterns/" + id + "/interactions").path("items")).isNotEmpty();
  }

  private static void assertInsights(Api api) {
    patiently()
        .untilAsserted(
            () -> {
              JsonNode insights = read(api, "/api/v1/insights?period=all_time");
              assertThat(insights.at("/figures/visits").asInt()).isEqualTo(PlantedWeek.SESSIONS);
              assertThat(insights.path("summary").asString()).contains("" + PlantedWeek.SESSIONS);
              assertThat(insights.path("generator").asString()).isEqualTo("templates/1");
            });
  }

  private static void assertReport(Api api) throws Exception {
    String id =
        post(api, "/api/v1/exports", "{\"kind\":\"patterns\",\"format\":\"pdf\"}")
            .path("id")
            .asString();
    patiently()
        .untilAsserted(
            () ->
                assertThat(read(api, "/api/v1/exports/" + id).path("status").asString())
                    .isEqualTo("ready"));
    URI file = URI.create(read(api, "/api/v1/exports/" + id).at("/download/url").asString());
    try (HttpClient http = HttpClient.newHttpClient()) {
      byte[] paper =
          http.send(HttpRequest.newBuilder(file).build(), HttpResponse.BodyHandlers.ofByteArray())
              .body();
      assertThat(paper).startsWith('%', 'P', 'D', 'F').hasSizeGreaterThan(5_000);
    }
  }

  private static void assertUsage(Api api) {
    patiently()
        .untilAsserted(
            () -> {
              JsonNode used = read(api, "/api/v1/analytics/usage");
              assertThat(PlantedWeek.sum(used, "interactions", "web"))
                  .isEqualTo(PlantedWeek.SESSIONS);
            });
  }

  private static ConditionFactory patiently() {
    return await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1));
  }

  private static JsonNode read(Api api, String path) {
    return api.json(api.read(path));
  }

  private static JsonNode post(Api api, String path, String body) {
    HttpResponse<String> answer =
        api.exchange(
            HttpRequest.newBuilder(URI.create(api.gateway() + path))
                .header("Authorization", "Bearer " + api.secretKey())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return api.json(answer);
  }
}
