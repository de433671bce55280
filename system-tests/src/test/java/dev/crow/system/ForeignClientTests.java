package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.events.NameUuid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The published libraries of Segment and PostHog, unmodified but for the URL and the key, on a
 * server and in headless Chromium. What they sent is compared with what the suite stored, event for
 * event. Needs {@code npm}, {@code node} and {@code chromium}; says so if one is missing.
 */
@ExtendWith(SharedSuite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForeignClientTests {

  /** What is about persons only, and no event. */
  private static final Set<String> NO_DEEDS = Set.of("identify", "$identify", "$set");

  private final BrowserClient client = new BrowserClient("dialects");
  private Api api;

  @BeforeAll
  void install(RunningSuite suite) throws Exception {
    api = suite.api();
    client.install();
  }

  @Test
  void segmentOnAServer() throws Exception {
    JsonNode visit = visit("analytics-node");
    assertThat(texts(visit, "answers")).isNotEmpty().containsOnly("POST /v1/batch 200");
    assertThat(texts(visit, "sent")).hasSize(5);
    assertPurchase(visit);
  }

  @Test
  void segmentInAPage() throws Exception {
    JsonNode visit = visit("analytics-next");
    assertThat(texts(visit, "answers"))
        .contains("POST /segment/v1/p 200", "POST /segment/v1/t 200", "POST /segment/v1/i 200")
        .anyMatch(answer -> answer.endsWith("/settings 200"));
    assertThat(texts(visit, "names"))
        .contains("page", "identify", "Product Viewed", "Product Added", "Order Completed");
    assertPurchase(visit);
  }

  @Test
  void postHogOnAServer() throws Exception {
    JsonNode visit = visit("posthog-node");
    assertThat(texts(visit, "answers"))
        .contains("POST /posthog/batch/ 200", "POST /posthog/flags/ 200");
    assertThat(texts(visit, "sent")).hasSize(5);
    assertPurchase(visit);
  }

  @Test
  void postHogInAPage() throws Exception {
    JsonNode visit = visit("posthog-js");
    assertThat(texts(visit, "answers")).anyMatch(answer -> answer.endsWith("/config.js 200"));
    assertThat(texts(visit, "names"))
        .contains("$pageview", "$autocapture", "$identify", "Order Completed", "$pageleave");
    assertPurchase(visit);
  }

  private void assertPurchase(JsonNode visit) {
    assertThat(texts(visit, "problems")).isEmpty();
    assertThat(texts(visit, "answers")).allMatch(answer -> answer.endsWith(" 200"));
    List<String> expected = expected(visit);
    assertThat(expected).hasSizeGreaterThanOrEqualTo(5).doesNotHaveDuplicates();
    String session =
        visit.has("session")
            ? visit.path("session").asString()
            : "segment." + visit.path("visitor").asString();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> assertThat(stored(session)).containsExactlyInAnyOrderElementsOf(expected));
    JsonNode told = interactions(session).getFirst();
    assertThat(told.path("outcome").asString()).containsIgnoringCase("purchas");
    assertThat(told.path("products").toString()).contains("boots-1");
    assertThat(told.path("description").asString()).contains("Fell Boots");
    assertThat(told.toString()).doesNotContain("canary@people.example");
  }

  /** A sender's id that is a UUID is the event's; any other text names one. */
  private static List<String> expected(JsonNode visit) {
    List<String> sent = texts(visit, "sent");
    List<String> names = texts(visit, "names");
    return IntStream.range(0, sent.size())
        .filter(i -> names.isEmpty() || !NO_DEEDS.contains(names.get(i)))
        .mapToObj(sent::get)
        .map(id -> isUuid(id) ? id : NameUuid.of("event", id).toString())
        .toList();
  }

  private static boolean isUuid(String id) {
    return id.length() == 36 && UUID.fromString(id).toString().equals(id);
  }

  private List<String> stored(String session) {
    List<String> ids = new ArrayList<>();
    for (JsonNode interaction : interactions(session)) {
      api.json(api.read("/api/v1/interactions/" + interaction.path("id").asString()))
          .path("eventIds")
          .forEach(id -> ids.add(id.asString()));
    }
    return ids;
  }

  private List<JsonNode> interactions(String session) {
    List<JsonNode> items = new ArrayList<>();
    api.json(api.read("/api/v1/interactions?sessionId=" + session))
        .path("items")
        .forEach(items::add);
    return items;
  }

  private JsonNode visit(String library) throws Exception {
    return JsonMapper.shared()
        .readTree(client.visit(api.gateway(), api.writeKey(), BrowserClient.chromium(), library));
  }

  private static List<String> texts(JsonNode visit, String member) {
    return StreamSupport.stream(visit.path(member).spliterator(), false)
        .map(JsonNode::asString)
        .toList();
  }
}
