package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crow.testkit.gemini.FakeGemini;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The suite with a model that sometimes lies: a week of the demo's shoppers ends in interactions
 * with evidence and patterns that name what was planted, both in the model's words, and in the
 * exact bill for them.
 */
class ModelTests {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final int SESSIONS = PlantedWeek.SESSIONS;

  private static final String INTERACTIONS = "gemini-test/v2";
  private static final String PATTERNS = "gemini-test/v1";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path data;

  @Test
  void aModelTellsWhatHappenedAndIsPaidExactly() throws Exception {
    Minds minds = new Minds();
    try (FakeGemini gemini = new FakeGemini(minds::answer);
        RunningSuite suite = RunningSuite.ready(data, settings(gemini), "up")) {
      Api api = suite.api();
      PlantedWeek.send(api);
      awaitWorkedOut(api);
      assertInteractions(api);
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(() -> assertPatterns(api));
      assertBill(api, gemini);
      assertThat(gemini.violations()).as("as Google defines it").isEmpty();
    }
  }

  private static Map<String, String> settings(FakeGemini gemini) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("CROW_AI_CHAT_PROVIDER", "gemini");
    settings.put("CROW_AI_CHAT_MODEL", "gemini-test");
    settings.put("CROW_AI_CHAT_API_KEY", "key-1");
    settings.put("CROW_AI_CHAT_BASE_URL", gemini.url());
    settings.put("CROW_INTERACTIONS_ANALYSIS_PROMPT", "v2");
    settings.put("CROW_INTERACTIONS_ANALYSIS_TRIAGE", "deterministic");
    settings.put("CROW_INTERACTIONS_ANALYSIS_PARALLEL", "16");
    settings.put("CROW_INTERACTIONS_ANALYSIS_BACKOFF", "100ms");
    settings.put("CROW_PATTERNS_EVERY", "500ms");
    settings.put("CROW_PATTERNS_SETTLE", "5s");
    settings.put("CROW_PATTERNS_WORDING_SETTLE", "3s");
    settings.put("CROW_PATTERNS_WORDING_EVERY", "300ms");
    settings.put("CROW_PATTERNS_WORDING_AGAIN", "1s");
    settings.put("CROW_PATTERNS_WORDING_BACKOFF", "100ms");
    settings.put("CROW_PATTERNS_WORDING_MOST", "60");
    return settings;
  }

  /** Until every visit is counted, and nothing waits for the model any more. */
  private static void awaitWorkedOut(Api api) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              JsonNode insights = api.json(api.read("/api/v1/insights?period=all_time"));
              assertThat(insights.at("/figures/visits").asInt()).isEqualTo(SESSIONS);
              assertThat(insights.path("generator").asString()).isEqualTo(PATTERNS);
              assertThat(insights.path("summary").asString())
                  .startsWith("Here " + SESSIONS + " visits")
                  .doesNotContain(Minds.LIE);
              assertThat(
                      api.json(api.read("/api/v1/interactions/runs?state=RUNNING&limit=1"))
                          .path("items"))
                  .isEmpty();
            });
  }

  private static void assertInteractions(Api api) {
    List<JsonNode> interactions = api.interactions();
    assertThat(interactions).hasSize(SESSIONS);
    List<JsonNode> told =
        interactions.stream()
            .filter(one -> one.path("generator").asString().equals(INTERACTIONS))
            .toList();
    assertThat(told).hasSizeGreaterThan(SESSIONS / 20);
    JsonNode one =
        api.json(api.read("/api/v1/interactions/" + told.getFirst().path("id").asString()));
    assertThat(one.path("evidence")).isNotEmpty();
    Set<String> events = new TreeSet<>();
    one.path("eventIds").forEach(id -> events.add(id.asString()));
    StringBuilder text = new StringBuilder();
    for (JsonNode sentence : one.path("evidence")) {
      text.append(text.isEmpty() ? "" : " ").append(sentence.path("sentence").asString());
      List<String> cited = new ArrayList<>();
      sentence.path("eventIds").forEach(id -> cited.add(id.asString()));
      assertThat(cited).isNotEmpty().isSubsetOf(events);
    }
    assertThat(one.path("description").asString()).isEqualTo(text.toString());
    assertThat(interactions)
        .allSatisfy(
            all -> assertThat(all.path("description").asString()).doesNotContain(Minds.LIE));
  }

  private static void assertPatterns(Api api) {
    List<JsonNode> patterns = new ArrayList<>();
    api.json(api.read("/api/v1/patterns?period=all_time&limit=100"))
        .path("items")
        .forEach(patterns::add);
    Set<String> named = PlantedWeek.namedBy(patterns);
    Set<String> inTheModelsWords =
        PlantedWeek.namedBy(
            patterns.stream()
                .filter(pattern -> pattern.path("generator").asString().equals(PATTERNS))
                .toList());
    assertThat(named).as("planted truths").hasSizeGreaterThanOrEqualTo(PlantedWeek.FEWEST_TRUTHS);
    assertThat(inTheModelsWords).isEqualTo(named);
    assertThat(patterns)
        .allSatisfy(
            pattern -> {
              assertThat(pattern.path("description").asString()).doesNotContain(Minds.LIE);
              assertThat(pattern.path("confidence").asDouble()).isGreaterThan(0.98);
            });
  }

  /** What analytics bills is what both budgets were charged, for the calls that were made. */
  private static void assertBill(Api api, FakeGemini gemini) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              JsonNode visits = api.json(api.read("/api/v1/interactions/ai-budget"));
              JsonNode patterns = api.json(api.read("/api/v1/patterns/ai-budget"));
              assertThat(visits.path("spent").asLong()).isPositive();
              assertThat(patterns.path("spent").asLong()).isPositive();
              assertThat(visits.path("calls").asLong() + patterns.path("calls").asLong())
                  .isEqualTo(gemini.calls().size());
              JsonNode used = api.json(api.read("/api/v1/analytics/usage"));
              assertThat(PlantedWeek.sum(used, "ai-cost", "describe"))
                  .isEqualTo(visits.path("spent").asLong());
              assertThat(PlantedWeek.sum(used, "ai-cost", "word-patterns"))
                  .isEqualTo(patterns.path("spent").asLong());
              assertThat(PlantedWeek.sum(used, "interactions", "web")).isEqualTo(SESSIONS);
            });
  }
}
