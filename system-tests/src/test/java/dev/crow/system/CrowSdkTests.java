package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * CROW's script tag in a small shop in headless Chromium. The page keeps a journal of what the SDK
 * took in; each test compares it with what the person did, and with what the suite stored, event
 * for event. Needs {@code npm}, {@code node} and {@code chromium}; says so if one is missing.
 */
@ExtendWith(SharedSuite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrowSdkTests {

  private final BrowserClient client = new BrowserClient("crow-sdk");
  private Api api;
  private StoredVisits stored;

  @BeforeAll
  void install(RunningSuite suite) throws Exception {
    api = suite.api();
    stored = new StoredVisits(api);
    client.install();
  }

  @Test
  void everythingAShopperDoesIsStoredOnce() throws Exception {
    JsonNode visit = visit("shopper");
    assertThat(StoredVisits.types(visit))
        .containsEntry("page_view", 6)
        .containsEntry("search", 1)
        .containsEntry("product_view", 1)
        .containsEntry("variant_select", 1)
        .containsEntry("add_to_cart", 1)
        .containsEntry("api_error", 1)
        .containsEntry("error", 1)
        .containsEntry("rage_click", 1)
        .containsEntry("form_error", 1)
        .containsEntry("form_submit", 2)
        .containsEntry("download", 1)
        .containsEntry("checkout_start", 1)
        .containsEntry("purchase", 1)
        .containsEntry("crow.page_leave", 6)
        .containsKeys("web_vital", "dead_click");
    assertThat(visit.path("cookies").asInt()).isZero();
    assertThat(visit.path("sentText").asString())
        .contains("boots-1", "N-1001")
        .doesNotContain("canary@people.example", "never-send-me", "no address", "Hidden Lane");
    stored.assertStored(visit);
    JsonNode told = stored.interactions(visit).getFirst();
    assertThat(told.path("outcome").asString()).containsIgnoringCase("purchas");
    assertThat(told.path("products").toString()).contains("boots-1");
    assertThat(told.path("description").asString()).contains("Fell Boots").doesNotContain("crow.");
  }

  @Test
  void routesOfAOnePageApplicationArePageViews() throws Exception {
    JsonNode visit = visit("routes");
    assertThat(StoredVisits.types(visit))
        .containsEntry("page_view", 4)
        .containsEntry("crow.page_leave", 3);
    stored.assertStored(visit);
  }

  @Test
  void whatHappensOfflineArrivesLater() throws Exception {
    JsonNode visit = visit("offline");
    assertThat(visit.path("tried").asInt()).as("requests while offline").isZero();
    assertThat(visit.path("waiting").asInt()).isPositive();
    stored.assertStored(visit);
  }

  @Test
  void aCrashedTabLosesNothingItHadTakenIn() throws Exception {
    JsonNode visit = visit("crash");
    assertThat(StoredVisits.types(visit)).containsEntry("add_to_cart", 1).containsEntry("wish", 1);
    List<String> kept = stored.storedOnce(visit, visit.path("begun").asInt());
    assertThat(kept).containsAll(StoredVisits.ids(visit));
  }

  @Test
  void blockedStorageCostsNoEvent() throws Exception {
    JsonNode visit = visit("blocked");
    assertThat(StoredVisits.types(visit)).containsEntry("page_view", 3).containsKey("click");
    assertThat(visit.path("problems")).isEmpty();
    // The page's end is stored as well, though no journal could be kept of it.
    assertThat(stored.storedOnce(visit, 1)).containsAll(StoredVisits.ids(visit));
  }

  @Test
  void whoWithdrawsConsentIsForgottenAtOnce() throws Exception {
    JsonNode visit = visit("withdrawn");
    assertThat(visit.path("after").asInt()).as("requests afterwards").isZero();
    assertThat(visit.at("/kept/events").asInt()).isZero();
    assertThat(visit.at("/kept/names")).hasSize(1);
    stored.assertStored(visit);
  }

  @Test
  void globalPrivacyControlMeansNothingAtAll() throws Exception {
    JsonNode visit = visit("gpc");
    assertThat(visit.path("posts").asInt()).isZero();
    assertThat(visit.path("names")).isEmpty();
    assertThat(visit.path("journal")).isEmpty();
  }

  @Test
  void twoTabsAreOneVisitAndSendNothingTwice() throws Exception {
    JsonNode visit = visit("tabs");
    assertThat(visit.path("other")).isEqualTo(visit.path("session"));
    assertThat(visit.path("duplicates").asInt()).isZero();
    stored.assertStored(visit);
  }

  @Test
  void aPageThatReplacesEverythingDoesNotBreakIt() throws Exception {
    JsonNode visit = visit("hostile");
    assertThat(StoredVisits.types(visit).get("click")).isEqualTo(2);
    assertThat(visit.path("problems")).as("errors thrown into the page").isEmpty();
    stored.assertStored(visit);
  }

  @Test
  void whoAgreesIsRecordedWithoutWhatTheyType() throws Exception {
    JsonNode visit = visit("recorded");
    assertThat(visit.path("status").asInt()).isEqualTo(200);
    stored.assertStored(visit);
    String id = stored.interactions(visit).getFirst().path("id").asString();
    JsonNode recordings =
        api.json(api.read("/api/v1/interactions/" + id + "/replay")).path("recordings");
    assertThat(recordings).hasSize(1);
    String replay = chunk(recordings.get(0).path("chunks").get(0));
    assertThat(JsonMapper.shared().readTree(replay).valueStream())
        .extracting(event -> event.path("type").asInt())
        .as("rrweb's meta event and full snapshot")
        .contains(4, 2);
    assertThat(replay)
        .contains("Northwind Outdoor")
        .doesNotContain("canary@people.example", "never-send-me");
  }

  private static String chunk(JsonNode chunk) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient();
        InputStream body =
            new GZIPInputStream(
                http.send(
                        HttpRequest.newBuilder(URI.create(chunk.path("url").asString())).build(),
                        BodyHandlers.ofInputStream())
                    .body())) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private JsonNode visit(String scenario) throws Exception {
    return JsonMapper.shared()
        .readTree(client.visit(api.gateway(), api.writeKey(), BrowserClient.chromium(), scenario));
  }
}
