package dev.crow.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.testkit.service.Answer;
import dev.crow.testkit.service.Person;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DiscoveryTests {

  private static final String ALL = "/api/v1/products";

  @TempDir static Path data;

  private final TestShop shop = new TestShop();
  private RunningProductService service;
  private Person keeper;

  @BeforeAll
  void start() {
    service =
        new RunningProductService(
            data,
            "--crow.fetch.allowed-hosts=" + shop.host(),
            "--crow.discovery.crawl-delay=0s",
            "--crow.discovery.max-sitemap-urls=1000");
  }

  @AfterAll
  void stop() {
    service.close();
    shop.close();
  }

  @BeforeEach
  void anEmptyShop() {
    keeper = RunningProductService.keeper();
    shop.clear();
    shop.page("/", "<h1>Shop</h1><a href='/p/1'>One</a><a href='/p/2'>Two</a>");
  }

  private JsonNode discover() {
    return discover("{\"url\":\"" + shop.url("/") + "\"}");
  }

  private JsonNode discover(String body) {
    Answer answer = service.call("POST", keeper, ALL + "/discoveries", body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    return service.ended(keeper, answer.json().path("id").asString());
  }

  private JsonNode product(String externalId) {
    return service.get(keeper, ALL + "?externalId=" + externalId).json().at("/items/0");
  }

  @Test
  void findsWhatTheSitemapNames() {
    shop.sitemap("/", "/p/1", "/p/2", "https://elsewhere.example/p/3", "http://10.0.0.1/p/4");
    shop.product("/p/1", "boots-1", "Fell Boots", "149.50");
    shop.product("/p/2", "boots-2", "Moor Boots", "129.00");
    JsonNode job = discover();
    assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("DONE");
    assertThat(job.path("created").asInt()).isEqualTo(2);
    assertThat(job.path("processed").asInt()).isEqualTo(3);
    assertThat(job.path("skipped").asInt()).isEqualTo(3);
    JsonNode boots = product("boots-1");
    assertThat(boots.path("name").asString()).isEqualTo("Fell Boots");
    assertThat(boots.path("price").asInt()).isEqualTo(14950);
    assertThat(boots.path("category").asString()).isEqualTo("Shoes > Boots");
    assertThat(boots.path("origin").asString()).isEqualTo("DISCOVERY");
    assertThat(boots.path("url").asString()).isEqualTo(shop.url("/p/1"));
    assertThat(boots.at("/images/0").asString()).isEqualTo(shop.url("/img/boots-1.jpg"));
    assertThat(boots.hasNonNull("seenAt")).isTrue();
  }

  @Test
  void followsLinksWhereThereIsNoSitemap() {
    shop.product("/p/1", "boots-1", "Fell Boots", "149.50");
    shop.product("/p/2", "boots-2", "Moor Boots", "129.00");
    assertThat(discover().path("created").asInt()).isEqualTo(2);
  }

  @Test
  void readsSitemapIndexesOnce() {
    shop.page("/robots.txt", "User-agent: *\nSitemap: " + shop.url("/index.xml"));
    shop.page(
        "/index.xml",
        "<sitemapindex><sitemap><loc>"
            + shop.url("/sitemap.xml")
            + "</loc></sitemap><sitemap><loc>"
            + shop.url("/index.xml")
            + "</loc></sitemap></sitemapindex>");
    shop.sitemap("/p/1");
    shop.product("/p/1", "boots-1", "Fell Boots", "149.50");
    assertThat(discover().path("created").asInt()).isEqualTo(1);
    assertThat(shop.asked()).containsOnlyOnce("/index.xml", "/sitemap.xml");
  }

  @Test
  void obeysRobots() {
    shop.page("/robots.txt", "User-agent: CROW-Crawler\nDisallow: /p/2");
    shop.sitemap("/p/1", "/p/2");
    shop.product("/p/1", "boots-1", "Fell Boots", "149.50");
    shop.product("/p/2", "boots-2", "Moor Boots", "129.00");
    assertThat(discover().path("created").asInt()).isEqualTo(1);
    assertThat(shop.asked()).doesNotContain("/p/2");
    shop.page("/robots.txt", "User-agent: *\nDisallow: /");
    JsonNode refused = discover();
    assertThat(refused.path("state").asString()).isEqualTo("FAILED");
    assertThat(refused.path("problem").asString()).isEqualTo("robots-disallowed");
    shop.page("/robots.txt", "User-agent: *\nCrawl-delay: 3600");
    assertThat(discover().path("problem").asString()).isEqualTo("robots-disallowed");
  }

  @Test
  void readingAgainTakesUpWhatChanged() {
    shop.sitemap("/p/1", "/p/2");
    shop.product("/p/1", "boots-1", "Fell Boots", "149.50");
    shop.product("/p/2", "boots-2", "Moor Boots", "129.00");
    discover();
    shop.product("/p/1", "boots-1", "Fell Boots", "139.50");
    JsonNode again = discover();
    assertThat(again.path("updated").asInt()).isEqualTo(1);
    assertThat(again.path("unchanged").asInt()).isEqualTo(1);
    assertThat(product("boots-1").path("price").asInt()).isEqualTo(13950);
    assertThat(product("boots-2").path("version").asInt()).isEqualTo(1);
    String id = product("boots-1").path("id").asString();
    assertThat(
            service
                .get(keeper, ALL + "/" + id + "/history?kind=PRICE")
                .json()
                .at("/items/0/origin")
                .asString())
        .isEqualTo("DISCOVERY");
  }

  @Test
  void whatPeopleSaidStaysAndTheDifferenceIsMarked() {
    shop.sitemap("/p/1");
    shop.product("/p/1", "boots-1", "Fell Boots", "149.50");
    discover();
    String one = ALL + "/" + product("boots-1").path("id").asString();
    service.call("PATCH", keeper, one, "{\"name\":\"Our best boots\"}");
    shop.product("/p/1", "boots-1", "Fell Boots", "99.00");
    discover();
    JsonNode boots = product("boots-1");
    assertThat(boots.path("name").asString()).isEqualTo("Our best boots");
    assertThat(boots.path("price").asInt()).isEqualTo(9900);
    assertThat(boots.at("/drift/0/field").asString()).isEqualTo("name");
    assertThat(boots.at("/drift/0/website").asString()).isEqualTo("Fell Boots");
    assertThat(service.get(keeper, ALL + "?drifted=true").json().path("items").size()).isEqualTo(1);
    long version = boots.path("version").asLong();
    discover();
    assertThat(product("boots-1").path("version").asLong()).isEqualTo(version);
    service.call("PATCH", keeper, one, "{\"name\":\"Fell Boots\"}");
    assertThat(product("boots-1").path("drift")).isEmpty();
  }

  @Test
  void theSameProductIsKnownByUrlGtinAndSku() {
    service.create(keeper, "{\"externalId\":\"own\",\"name\":\"Boots\",\"sku\":\"SKU-boots-1\"}");
    shop.sitemap("/p/1");
    shop.product("/p/1", "boots-1", "Fell Boots", "149.50");
    JsonNode job = discover();
    assertThat(job.path("created").asInt()).isZero();
    assertThat(job.path("updated").asInt()).isEqualTo(1);
    assertThat(product("own").path("price").asInt()).isEqualTo(14950);
    shop.page(
        "/p/1",
        "<script type='application/ld+json'>{\"@type\":\"Product\",\"name\":\"New name\"}</script>");
    assertThat(discover().path("created").asInt()).isZero();
  }

  @Test
  void marksWhatIsGoneAndTakesItBack() {
    shop.sitemap("/p/1", "/p/2");
    shop.product("/p/1", "boots-1", "Fell Boots", "149.50");
    shop.product("/p/2", "boots-2", "Moor Boots", "129.00");
    discover();
    shop.sitemap("/p/1");
    shop.remove("/p/1");
    discover();
    assertThat(
            service
                .get(keeper, ALL + "?missing=true")
                .json()
                .path("items")
                .findValuesAsString("externalId"))
        .containsExactlyInAnyOrder("boots-1", "boots-2");
    shop.sitemap("/p/1", "/p/2");
    shop.product("/p/1", "boots-1", "Fell Boots", "149.50");
    discover();
    assertThat(service.get(keeper, ALL + "?missing=true").json().path("items")).isEmpty();
  }

  @Test
  void badFieldsAreLeftOutAndToldOf() {
    shop.sitemap("/p/1", "/p/2", "/p/3");
    shop.page(
        "/p/1",
        """
        <script type="application/ld+json">{"@type":"Product","name":"Boots","sku":"B",
        "gtin13":"4006381333932","offers":{"price":"1e309","priceCurrency":"EUR"}}</script>""");
    shop.product("/p/2", "boots-2", "Moor Boots", "129.00");
    JsonNode job = discover();
    assertThat(job.path("created").asInt()).isEqualTo(2);
    assertThat(job.path("failed").asInt()).isEqualTo(1);
    assertThat(product("B").has("gtin")).isFalse();
    assertThat(product("B").has("price")).isFalse();
    assertThat(service.problems(keeper, job).findValuesAsString("problem"))
        .contains("validation-failed", "status-404");
  }

  @Test
  void aRunningJobIsStoppedAndAWaitingOneNeverBegins() {
    shop.page("/robots.txt", "User-agent: *\nCrawl-delay: 20");
    shop.sitemap("/p/1");
    shop.product("/p/1", "boots-1", "Fell Boots", "149.50");
    String body = "{\"url\":\"" + shop.url("/") + "\"}";
    String first = start(body);
    String second = start(body);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> service.job(keeper, first).path("state").asString().equals("RUNNING"));
    assertThat(service.job(keeper, second).path("state").asString()).isEqualTo("QUEUED");
    assertThat(cancel(second).path("state").asString()).isEqualTo("CANCELLED");
    assertThat(cancel(first).path("state").asString()).isEqualTo("CANCELLED");
    JsonNode problems = service.problems(keeper, service.job(keeper, first));
    assertThat(problems).isEmpty();
    assertThat(service.job(keeper, second).path("attempts").asInt()).isZero();
    assertThat(shop.asked()).doesNotContain("/p/1");
  }

  private String start(String body) {
    return service.call("POST", keeper, ALL + "/discoveries", body).json().path("id").asString();
  }

  private JsonNode cancel(String job) {
    return service.call("POST", keeper, ALL + "/jobs/" + job + "/cancel", "").json();
  }

  @Test
  void keepsToTheMostPages() {
    shop.sitemap("/p/1", "/p/2", "/p/3");
    JsonNode job = discover("{\"url\":\"" + shop.url("/") + "\",\"maxPages\":2}");
    assertThat(job.path("processed").asInt()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:1/, url-not-allowed",
    "http://169.254.169.254/latest/meta-data/, url-not-allowed",
    "http://[::ffff:7f00:1]/, url-not-allowed",
    "http://2130706433/, url-not-allowed",
    "http://localhost/, url-not-allowed",
    "file:///etc/passwd, scheme-not-allowed",
    "javascript:alert(1), scheme-not-allowed",
    "https://good@93.184.215.14/, invalid-url",
    "http://93.184.215.14:6379/, port-not-allowed",
    "not a url, invalid-url"
  })
  void refusesAtOnceWhatMayNotBeRead(String url, String problem) {
    Answer answer = service.call("POST", keeper, ALL + "/discoveries", "{\"url\":\"" + url + "\"}");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("type").asString()).endsWith(problem);
    assertThat(service.get(keeper, ALL + "/jobs").json().path("items")).isEmpty();
  }
}
