package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.demo.world.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The demo shop as the suite serves it, with people in headless Chromium: what they do is compared
 * with what the suite stored, event for event. And the shop as crawlers see it, without a browser.
 */
@ExtendWith(SharedSuite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoShopTests {

  private static final Pattern LOCATION = Pattern.compile("<loc>([^<]+)</loc>");
  private static final Pattern LINKED_DATA =
      Pattern.compile("(?s)<script type=\"application/ld\\+json\"[^>]*>(.*?)</script>");

  private static final List<String> VISITS =
      List.of("crash", "pages", "offline", "planted", "withdrawn", "shopper", "blocked", "gpc");

  /** A visit is mostly waiting: two at a time, the next ones while sessions of others go idle. */
  private static final int AT_ONCE = 2;

  private final BrowserClient client = new BrowserClient("demo-shop");
  private final ExecutorService visitors = Executors.newFixedThreadPool(AT_ONCE);
  private final Map<String, Future<JsonNode>> visits = new HashMap<>();
  private Api api;
  private StoredVisits stored;

  @BeforeAll
  void install(RunningSuite suite) throws Exception {
    api = suite.api();
    stored = new StoredVisits(api);
    client.install();
    VISITS.forEach(scenario -> visits.put(scenario, visitors.submit(() -> begin(scenario))));
  }

  @AfterAll
  void goHome() {
    visitors.close();
  }

  @Test
  void everythingAShopperDoesIsStoredOnce() throws Exception {
    JsonNode visit = visit("shopper");
    assertThat(StoredVisits.types(visit))
        .containsEntry("page_view", 7)
        .containsEntry("crow.page_leave", 7)
        .containsEntry("search", 1)
        .containsEntry("product_view", 1)
        .containsEntry("variant_select", 1)
        .containsEntry("image_zoom", 1)
        .containsEntry("add_to_cart", 1)
        .containsEntry("checkout_start", 1)
        .containsEntry("form_error", 8)
        .containsEntry("purchase", 1)
        .containsKey("web_vital")
        .doesNotContainKeys("error", "dead_click", "rage_click");
    assertThat(visit.path("journal").toString())
        .contains("\\\"query\\\":\\\"rain jacket\\\"", visit.path("order").asString(), "p-101-l");
    assertThat(visit.path("sentText").asString())
        .contains("Skarv Rain Jacket")
        .doesNotContain("Canary", "canary", "Hidden Lane", "Secretville", "4929", "09/29", "737\"");
    assertThat(visit.path("cookies").asInt()).isZero();
    assertThat(visit.path("cart").asInt()).as("things left in the cart").isZero();
    stored.assertStored(visit);
    JsonNode told = stored.interactions(visit).getFirst();
    assertThat(told.path("outcome").asString()).containsIgnoringCase("purchas");
    assertThat(told.path("products").toString()).contains("p-101");
    assertThat(told.path("description").asString()).contains("Skarv Rain Jacket");
    assertQuiet(visit);
  }

  @Test
  void plantedProblemsAreMetAndSeen() throws Exception {
    JsonNode visit = visit("planted");
    assertThat(visit.path("price").asString()).isEqualTo("€199.95");
    assertThat(visit.path("waited").asInt()).isGreaterThan(4_500);
    assertThat(visit.path("count").asString())
        .as("the covered button added nothing")
        .isEqualTo("1");
    assertThat(visit.path("told").asString()).contains("did not go through");
    assertThat(StoredVisits.types(visit))
        .containsEntry("add_to_cart", 1)
        .containsEntry("rage_click", 2)
        .containsEntry("api_error", 1)
        .containsKey("dead_click")
        .doesNotContainKey("purchase");
    assertThat(visit.path("journal").toString())
        .contains("buy-cover", "button#apply-voucher", "payments/refused.json")
        .contains("\\\"price\\\":199.95");
    stored.assertStored(visit);
    assertQuiet(visit);
  }

  @Test
  void whatHappensOfflineArrivesLater() throws Exception {
    JsonNode visit = visit("offline");
    assertThat(visit.path("tried").asInt()).as("requests while offline").isZero();
    assertThat(visit.path("waiting").asInt()).isPositive();
    assertThat(visit.path("apology").asBoolean()).as("the page says what is missing").isTrue();
    assertThat(StoredVisits.types(visit)).containsEntry("add_to_cart", 1);
    stored.assertStored(visit);
    assertQuiet(visit);
  }

  @Test
  void blockedStorageCostsNeitherAnEventNorTheCart() throws Exception {
    JsonNode visit = visit("blocked");
    assertThat(visit.path("lines").asInt()).isEqualTo(1);
    assertThat(StoredVisits.types(visit)).containsEntry("page_view", 4);
    // The page's end is stored as well, though no journal could be kept of it.
    assertThat(stored.storedOnce(visit, 1)).containsAll(StoredVisits.ids(visit));
    assertQuiet(visit);
  }

  @Test
  void aCrashedTabLosesNothingItHadTakenIn() throws Exception {
    JsonNode visit = visit("crash");
    assertThat(visit.path("lines").asInt()).as("the cart is kept").isEqualTo(1);
    assertThat(StoredVisits.types(visit)).containsEntry("add_to_cart", 1);
    assertThat(stored.storedOnce(visit, visit.path("begun").asInt()))
        .containsAll(StoredVisits.ids(visit));
    assertQuiet(visit);
  }

  @Test
  void nothingIsMeasuredBeforeConsentNorAfterItIsWithdrawn() throws Exception {
    JsonNode visit = visit("withdrawn");
    assertThat(visit.at("/early/sent").asInt()).as("requests before consent").isZero();
    assertThat(visit.at("/early/journal").asInt()).isZero();
    assertThat(visit.path("unsent").asInt()).as("events forgotten unsent").isPositive();
    assertThat(visit.path("after").asInt()).as("requests afterwards").isZero();
    assertThat(visit.path("asked").asInt()).as("who said no is not asked again").isZero();
    stored.assertStored(visit);
    assertQuiet(visit);
  }

  @Test
  void globalPrivacyControlIsRespectedWithoutAsking() throws Exception {
    JsonNode visit = visit("gpc");
    assertThat(visit.path("posts").asInt()).isZero();
    assertThat(visit.path("asked").asInt()).isZero();
    assertThat(visit.path("said").asString()).contains("Global Privacy Control");
    assertThat(visit.path("names")).isEmpty();
    assertThat(visit.path("journal")).isEmpty();
    assertQuiet(visit);
  }

  @Test
  void everyPageIsAccessibleInLightAndDark() throws Exception {
    JsonNode visit = visit("pages");
    assertThat(visit.path("found")).as("violations").isEmpty();
    assertThat(visit.at("/schemas/~1products~1skarv-rain-jacket").toString())
        .contains("ProductGroup", "BreadcrumbList");
    assertQuiet(visit);
  }

  @Test
  void crawlersFindEveryProductWithoutRunningAScript() {
    String robots = text("/robots.txt");
    assertThat(robots)
        .contains("Crawl-delay: 1", "Sitemap: " + api.gateway() + "/demo/sitemap.xml");
    List<String> products =
        locations("/demo/sitemap.xml").stream()
            .map(this::pathOf)
            .flatMap(sitemap -> locations(sitemap).stream())
            .filter(page -> page.contains("/products/"))
            .toList();
    assertThat(products).hasSize(40).doesNotHaveDuplicates();
    for (String page : products) {
      String html = text(pathOf(page));
      JsonNode product = linkedData(html).getFirst();
      String name = product.path("name").asString();
      assertThat(html)
          .contains("<link rel=\"canonical\" href=\"" + page + "\"")
          .contains("<h1>" + name.replace("&", "&amp;") + "</h1>")
          .contains("property=\"og:image\"")
          .doesNotContain("crow-demo-shop.invalid", "CROW_WRITE_KEY", " style=");
      assertThat(product.path("url").asString()).isEqualTo(page);
      assertThat(product.at("/brand/name").asString()).isEqualTo("Tarnvik");
      assertThat(product.at("/offers/priceCurrency").asString()).isEqualTo("EUR");
      assertThat(product.path("aggregateRating").path("reviewCount").asInt()).isGreaterThan(2);
      assertThat(api.readAs(pathOf(product.at("/image/0").asString()), null).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void theCatalogueIsTheOneTheDemoTrafficSells() {
    JsonNode catalogue = api.parsed(text("/demo/data/catalogue.json"));
    assertThat(catalogue.path("products")).hasSize(40);
    World.Catalogue world = World.standard().catalogue();
    for (JsonNode product : catalogue.path("products")) {
      assertThat(world.product(product.path("id").asString()).priceCents())
          .isEqualTo(product.path("priceCents").asInt());
    }
  }

  /** Nothing went wrong in the page, and nobody but the suite was asked for anything. */
  private static void assertQuiet(JsonNode visit) {
    assertThat(visit.path("problems")).as("errors in the page").isEmpty();
    assertThat(visit.path("foreign")).as("requests to others").isEmpty();
  }

  private List<String> locations(String sitemap) {
    return LOCATION.matcher(text(sitemap)).results().map((MatchResult r) -> r.group(1)).toList();
  }

  private List<JsonNode> linkedData(String html) {
    return LINKED_DATA
        .matcher(html)
        .results()
        .map((MatchResult block) -> api.parsed(block.group(1)))
        .toList();
  }

  private String pathOf(String address) {
    assertThat(address).startsWith(api.gateway() + "/demo/");
    return address.substring(api.gateway().length());
  }

  private String text(String path) {
    var answer = api.readAs(path, null);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.body();
  }

  private JsonNode begin(String scenario) throws Exception {
    return JsonMapper.shared()
        .readTree(client.visit(api.gateway(), BrowserClient.chromium(), scenario));
  }

  private JsonNode visit(String scenario) throws Exception {
    return Objects.requireNonNull(visits.get(scenario)).get();
  }
}
