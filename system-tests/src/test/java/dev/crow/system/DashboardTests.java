package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard as the suite serves it, with an owner and a member in headless Chromium. */
@ExtendWith(SharedSuite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String HOSTILE =
      "<img src=x onerror=crowned=1>&lt;script&gt; " + "long".repeat(60);

  private final BrowserClient client = new BrowserClient("dashboard");
  private String gateway;
  private Person owner;
  private Person member;

  @BeforeAll
  void foundAnOrganizationWithAVisit(RunningSuite suite) throws Exception {
    client.install();
    String domain = "d" + UUID.randomUUID().toString().substring(0, 8) + ".example";
    // Not by address: browsers keep secure cookies of a host without TLS only if it is this one.
    gateway = suite.api().gateway().replace("127.0.0.1", "localhost");
    owner = Person.owner(suite, domain);
    member = owner.invites("member@" + domain);
    owner.expect(
        201,
        owner.post(
            "/api/v1/products",
            JSON.writeValueAsString(JSON.createObjectNode().put("name", HOSTILE))));
    visit(suite.api());
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () ->
                !owner
                    .json(owner.get("/api/v1/interactions"))
                    .path("items")
                    .path(0)
                    .path("id")
                    .asString("")
                    .isEmpty());
  }

  private void visit(Api api) {
    String key =
        owner
            .json(
                owner.expect(
                    201,
                    owner.post("/api/v1/auth/api-keys", "{\"name\":\"Shop\",\"kind\":\"WRITE\"}")))
            .path("key")
            .asString();
    String events =
        """
        {"sessionId": "%1$s", "events": [
          {"eventId": "%2$s", "type": "search", "properties": {"query": "walking boots", "results": 4}},
          {"eventId": "%3$s", "type": "product_view", "title": "Fell Boots",
           "properties": {"productId": "boots-1", "productName": "Fell Boots", "price": 149.5,
                          "currency": "EUR"}}]}"""
            .formatted("dashboard-visit", UUID.randomUUID(), UUID.randomUUID());
    for (String[] step :
        new String[][] {
          {"/api/v1/ingest/batch", events},
          {"/api/v1/ingest/session/end", "{\"sessionId\": \"dashboard-visit\"}"}
        }) {
      assertThat(
              api.exchange(
                      HttpRequest.newBuilder(URI.create(api.gateway() + step[0]))
                          .header("Authorization", "Bearer " + key)
                          .header("Content-Type", "application/json")
                          .POST(HttpRequest.BodyPublishers.ofString(step[1])))
                  .statusCode())
          .isEqualTo(202);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void everyPageIsThereAndAccessible(String colours) throws Exception {
    JsonNode visit = visit(owner, colours);
    assertThat(visit.path("found")).as("violations").isEmpty();
    assertThat(visit.path("titles").path("/interactions").asString()).isEqualTo("Interactions");
    assertThat(visit.path("titles").path("/nowhere").asString()).isEqualTo("Not found");
    assertQuiet(visit);
  }

  @Test
  void aSentencePointsAtTheEventsItRestsOn() throws Exception {
    JsonNode visit = visit(owner, "evidence");
    assertThat(visit.path("pressed").asString()).isEqualTo("true");
    assertThat(visit.path("events").asInt()).isEqualTo(2);
    assertThat(visit.path("meant").asInt()).isPositive();
    assertThat(visit.path("names").toString()).contains("search", "product_view");
    assertQuiet(visit);
  }

  @Test
  void whoseSessionEndsComesBackToTheSamePlaceAndLosesNothing() throws Exception {
    JsonNode visit = visit(owner, "expired");
    assertThat(visit.path("dialog").asString()).contains("Your session has ended");
    assertThat(visit.path("typed").asString()).isEqualTo("Tea and what belongs to it");
    assertThat(visit.path("next").asString())
        .isEqualTo("/dashboard/interactions?from=2026-01-02&q=tea");
    assertQuiet(visit);
  }

  @Test
  void aKeyIsShownOnceSendsATestEventAndIsRevoked() throws Exception {
    JsonNode visit = visit(owner, "key");
    assertThat(visit.path("snippet").asString())
        .contains(gateway + "/sdk/crow.js", visit.path("key").asString());
    assertThat(visit.path("left").asInt()).isZero();
    assertQuiet(visit);
  }

  @Test
  void hostileNamesAreText() throws Exception {
    JsonNode visit = visit(owner, "hostile");
    assertThat(visit.path("names").toString()).contains("onerror=crowned=1");
    assertThat(visit.path("scripts").asInt()).isZero();
    assertThat(visit.path("injected").asInt()).isZero();
    assertThat(visit.path("wider").asInt()).as("pixels the page is too wide").isNotPositive();
    assertQuiet(visit);
  }

  @Test
  void whatAPermissionHidesIsAbsent() throws Exception {
    JsonNode visit = visit(member, "member");
    assertThat(visit.path("places").toString())
        .contains("Interactions", "Patterns", "Settings")
        .doesNotContain("Audit log", "API keys", "Team", "Billing");
    assertThat(visit.path("title").asString()).isEqualTo("Not found");
    assertQuiet(visit);
  }

  @Test
  void aPhoneAndAKeyboardAreEnough() throws Exception {
    JsonNode visit = visit(owner, "keyboard");
    assertThat(visit.path("first").asString()).isEqualTo("To the content");
    assertThat(visit.path("heading").asString()).isEqualTo("H1");
    assertThat(visit.path("open").asInt()).as("the menu closed").isZero();
    assertThat(visit.path("wider").asInt()).as("pixels the page is too wide").isNotPositive();
    assertQuiet(visit);
  }

  /** Nothing went wrong in the page, and nobody but the suite was asked for anything. */
  private static void assertQuiet(JsonNode visit) {
    assertThat(visit.path("problems")).as("errors in the page").isEmpty();
    assertThat(visit.path("foreign")).as("requests to others").isEmpty();
  }

  private JsonNode visit(Person person, String scenario) throws Exception {
    return JSON.readTree(
        client.visit(gateway, BrowserClient.chromium(), person.email(), Person.PASSWORD, scenario));
  }
}
