package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything in one walk, as a new customer takes it with headless Chromium: from signing up over
 * the first event of a site to patterns, a report, a colleague with fewer rights, and the end of
 * what was handed out.
 */
@ExtendWith(SharedSuite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WalkTests {

  /** Milliseconds after which nothing works any more with what was revoked. */
  private static final int LATEST = 5_000;

  private final BrowserClient client = new BrowserClient("walk");

  @BeforeAll
  void install() throws Exception {
    client.install();
  }

  @Test
  void leadsFromSigningUpToWhatWasRevoked(RunningSuite suite) throws Exception {
    JsonNode seen = walk(suite);
    assertFirstEvent(seen.path("firstEvent"));
    assertEvidence(seen.path("evidence"));
    assertPattern(seen.path("pattern"));
    assertReport(seen.path("report"));
    assertFewerRights(seen.path("member"));
    assertThat(seen.at("/revoked/memberAfter").asInt(LATEST)).isLessThan(LATEST);
    assertThat(seen.at("/revoked/keyBefore").asInt()).isEqualTo(202);
    assertThat(seen.at("/revoked/keyAfter").asInt(LATEST)).isLessThan(LATEST);
    assertThat(seen.path("problems")).as("errors in the page").isEmpty();
    assertThat(seen.path("foreign").valueStream().map(JsonNode::asString))
        .as("requests beside the gateway, of which the download from the object store is one")
        .singleElement()
        .asString()
        .startsWith(suite.address("CROW_OBJECTS_PORT") + "/");
  }

  private JsonNode walk(RunningSuite suite) throws Exception {
    // Not by address: browsers keep secure cookies of a host without TLS only if it is this one.
    String gateway = suite.api().gateway().replace("127.0.0.1", "localhost");
    Path mails = suite.data().resolve("auth").resolve("mail");
    return JsonMapper.shared()
        .readTree(client.visit(gateway, BrowserClient.chromium(), mails.toString()));
  }

  private static void assertFirstEvent(JsonNode seen) {
    assertThat(seen.path("line").asString())
        .isEqualTo("<script async src=\"GATEWAY/sdk/crow.js\" data-key=\"KEY\"></script>");
    assertThat(seen.path("dark").asInt(1)).as("lit before there was an event").isZero();
    assertThat(seen.path("arrived").asString()).contains("page_view", "http://localhost");
  }

  private static void assertEvidence(JsonNode seen) {
    assertThat(seen.path("sentence").asString()).contains("Fell Tea");
    assertThat(seen.path("events").valueStream().map(JsonNode::asString))
        .contains("page_view", "product_view", "add_to_cart");
    assertThat(seen.path("meant").size())
        .as("events highlighted of all")
        .isPositive()
        .isLessThan(seen.path("events").size());
    assertThat(seen.path("about").valueStream().map(JsonNode::asString))
        .allMatch(event -> event.contains("fell-tea"));
  }

  private static void assertPattern(JsonNode seen) {
    assertThat(seen.path("run").asInt()).isEqualTo(202);
    assertThat(seen.path("title").asString()).isEqualTo("More filled carts on desktops");
    assertThat(seen.path("told").asString()).contains("On desktops", "(29 of 31)", "(2 of 30)");
    assertThat(seen.path("interactions").asInt()).as("what it rests on").isEqualTo(29);
  }

  private static void assertReport(JsonNode seen) {
    assertThat(seen.path("name").asString()).endsWith(".csv");
    List<String> lines = seen.path("text").asString().lines().toList();
    assertThat(lines.getFirst()).contains("description");
    assertThat(lines).anyMatch(line -> line.contains("Fell Tea"));
    assertThat(lines).hasSizeGreaterThan(60);
  }

  private static void assertFewerRights(JsonNode seen) {
    assertThat(seen.path("places").valueStream().map(JsonNode::asString))
        .contains("Interactions")
        .doesNotContain("Patterns", "Insights", "Notifications", "Team", "API keys", "Audit log");
    assertThat(seen.path("title").asString()).isEqualTo("Not found");
    JsonNode statuses = seen.path("statuses");
    assertThat(statuses.path("/api/v1/interactions").asInt()).isEqualTo(200);
    assertThat(statuses.propertyNames()).hasSize(5);
    statuses
        .propertyStream()
        .filter(operation -> !operation.getKey().equals("/api/v1/interactions"))
        .forEach(
            operation ->
                assertThat(operation.getValue().asInt()).as(operation.getKey()).isEqualTo(403));
  }
}
