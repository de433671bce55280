package dev.crow.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.Topics;
import dev.crow.contracts.export.v1.ExportFilters;
import dev.crow.contracts.export.v1.ExportKinds;
import dev.crow.contracts.export.v1.ExportPartOrdered;
import dev.crow.exporting.ExportSource;
import dev.crow.product.catalogue.ProductView;
import dev.crow.relational.UuidV7;
import dev.crow.testkit.service.Answer;
import dev.crow.testkit.service.Person;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
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
class CatalogueTests {

  private static final String ALL = "/api/v1/products";
  private static final String TEA =
      """
      {"externalId":"tea-1","name":"Sencha","brand":"Vale","sku":"SEN-100","gtin":"4006381333931",
       "price":1290,"currency":"EUR","stock":12,"url":"https://shop.example/sencha",
       "images":["https://shop.example/sencha.jpg"],"attributes":{"origin":"Japan"},
       "variants":[{"id":"50g","price":690,"stock":3,"options":{"size":"50 g"}},
                   {"id":"100g","stock":9}]}""";

  @TempDir static Path data;

  private RunningProductService service;
  private Person keeper;

  @BeforeAll
  void start() {
    service = new RunningProductService(data);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @BeforeEach
  void somebodyNew() {
    keeper = RunningProductService.keeper();
  }

  @Test
  void startsAloneAndSaysWhatItOffers() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> service.anonymous("/actuator/health/readiness").body().contains("\"UP\""));
    assertThat(service.anonymous("/v3/api-docs").body())
        .contains("CROW product-service", ALL + "/imports", ALL + "/{id}/similar");
  }

  @Test
  void keepsWhatIsSaidOfAProduct() {
    Answer made = service.call("POST", keeper, ALL, TEA);
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("Location")).isEqualTo(ALL + "/" + made.json().path("id").asString());
    JsonNode read = service.get(keeper, made.header("Location")).json();
    assertThat(read).isEqualTo(made.json());
    assertThat(read.path("price").asLong()).isEqualTo(1290);
    assertThat(read.path("origin").asString()).isEqualTo("MANUAL");
    assertThat(read.path("status").asString()).isEqualTo("ACTIVE");
    assertThat(read.at("/variants/0/options/size").asString()).isEqualTo("50 g");
  }

  @Test
  void aProductWithoutANameOfItsOwnIsKnownByItsSku() {
    assertThat(
            service
                .create(keeper, "{\"name\":\"A\",\"sku\":\"S-1\"}")
                .path("externalId")
                .asString())
        .isEqualTo("S-1");
    JsonNode bare = service.create(keeper, "{\"name\":\"B\"}");
    assertThat(bare.path("externalId").asString()).isEqualTo(bare.path("id").asString());
  }

  @Test
  void theWholeCatalogueIsExportedInParts() {
    service.create(keeper, TEA);
    service.create(keeper, "{\"name\":\"A\",\"sku\":\"S-1\"}");
    service.create(keeper, "{\"name\":\"B\",\"sku\":\"S-2\"}");
    service.create(RunningProductService.keeper(), TEA);
    ExportSource source = service.bean(ExportSource.class);
    assertThat(source.kind()).isEqualTo(ExportKinds.PRODUCTS);
    ExportSource.Rows first = source.read(order(null), 2);
    ExportSource.Rows last = source.read(order(first.next()), 2);
    assertThat(last.next()).isNull();
    assertThat(Stream.of(first, last).flatMap(rows -> rows.rows().stream()))
        .extracting(row -> ((ProductView) row).content().name())
        .containsExactly("Sencha", "A", "B");
  }

  private ExportPartOrdered order(@Nullable String after) {
    return new ExportPartOrdered(
        keeper.organization(),
        "export",
        1,
        ExportKinds.PRODUCTS,
        new ExportFilters(null, null, null, null, null),
        "UTC",
        after,
        Instant.now());
  }

  @Test
  void refusesTheSameExternalIdTwice() {
    service.create(keeper, TEA);
    Answer again = service.call("POST", keeper, ALL, TEA);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.json().path("field").asString()).isEqualTo("externalId");
    assertThat(service.call("POST", RunningProductService.keeper(), ALL, TEA).status())
        .isEqualTo(201);
  }

  @Test
  void changesAreMergedUnderTheVersionThatWasSeen() {
    JsonNode made = service.create(keeper, TEA);
    String one = ALL + "/" + made.path("id").asString();
    String etag = service.get(keeper, one).header("ETag");
    Answer changed =
        service.call(
            "PATCH",
            keeper,
            one,
            "{\"price\":990,\"brand\":null,\"attributes\":{\"harvest\":\"May\"}}",
            "If-Match",
            etag);
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    assertThat(changed.json().path("price").asLong()).isEqualTo(990);
    assertThat(changed.json().has("brand")).isFalse();
    assertThat(changed.json().at("/attributes/origin").asString()).isEqualTo("Japan");
    assertThat(changed.json().at("/attributes/harvest").asString()).isEqualTo("May");
    assertThat(changed.header("ETag")).isNotEqualTo(etag);
    assertThat(service.call("PATCH", keeper, one, "{\"price\":1}", "If-Match", etag).status())
        .isEqualTo(412);
    assertThat(service.call("DELETE", keeper, one, "", "If-Match", etag).status()).isEqualTo(412);
    assertThat(service.call("PUT", keeper, one, "{\"name\":\"Only this\"}").json().has("price"))
        .isFalse();
  }

  @Test
  void aChangeToTheSameIsNoChange() {
    JsonNode made = service.create(keeper, TEA);
    String one = ALL + "/" + made.path("id").asString();
    Answer first = service.call("PATCH", keeper, one, "{\"price\":1290}");
    assertThat(first.json().path("version").asLong()).isEqualTo(1);
  }

  @Test
  void tellsEverybodyOfEachChange() {
    JsonNode made = service.create(keeper, TEA);
    String one = ALL + "/" + made.path("id").asString();
    service.call("PATCH", keeper, one, "{\"stock\":0}");
    service.call("DELETE", keeper, one, "");
    assertThat(service.get(keeper, one).status()).isEqualTo(404);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(service.published(Topics.PRODUCT_EVENTS, made.path("id").asString()))
                    .extracting(
                        e -> e.path("change").asString() + e.path("version").asInt(),
                        e -> e.path("stock").asInt())
                    .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("CREATED1", 12),
                        org.assertj.core.groups.Tuple.tuple("UPDATED2", 0),
                        org.assertj.core.groups.Tuple.tuple("DELETED3", 0)));
  }

  @Test
  void remembersPricesAndStocks() {
    JsonNode made = service.create(keeper, TEA);
    String one = ALL + "/" + made.path("id").asString();
    service.call("PATCH", keeper, one, "{\"price\":990}");
    service.call("PATCH", keeper, one, "{\"stock\":11}");
    JsonNode prices = service.get(keeper, one + "/history?kind=PRICE&limit=1").json();
    assertThat(prices.at("/items/0/before").asLong()).isEqualTo(1290);
    assertThat(prices.at("/items/0/after").asLong()).isEqualTo(990);
    assertThat(prices.at("/items/0/currency").asString()).isEqualTo("EUR");
    JsonNode older =
        service
            .get(keeper, one + "/history?kind=PRICE&cursor=" + prices.path("nextCursor").asString())
            .json();
    assertThat(older.path("items").findValuesAsString("variantId")).containsExactly("50g");
    assertThat(service.get(keeper, one + "/history").json().path("items").size()).isEqualTo(7);
  }

  @Test
  void listsPageByPageNewestFirst() {
    for (int i = 0; i < 5; i++) {
      service.create(keeper, "{\"name\":\"Tea " + i + "\"}");
    }
    List<String> names = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = service.get(keeper, ALL + "?limit=2" + cursor).json();
      page.path("items").forEach(item -> names.add(item.path("name").asString()));
      cursor = page.hasNonNull("nextCursor") ? "&cursor=" + page.path("nextCursor").asString() : "";
    } while (!cursor.isEmpty());
    assertThat(names).containsExactly("Tea 4", "Tea 3", "Tea 2", "Tea 1", "Tea 0");
  }

  @Test
  void refusesCursorsOfOthers() {
    for (int i = 0; i < 2; i++) {
      service.create(keeper, "{\"name\":\"Tea\"}");
    }
    String cursor = service.get(keeper, ALL + "?limit=1").json().path("nextCursor").asString();
    Answer foreign = service.get(RunningProductService.keeper(), ALL + "?cursor=" + cursor);
    assertThat(foreign.status()).isEqualTo(400);
    assertThat(foreign.json().path("type").asString()).endsWith("invalid-cursor");
  }

  @ParameterizedTest
  @CsvSource({
    "name=sench, tea-1",
    "brand=Vale, tea-1",
    "sku=SEN-100, tea-1",
    "gtin=04006381333931, tea-1",
    "inStock=true, tea-1",
    "inStock=false, pot-1",
    "minPrice=2000, pot-1",
    "maxPrice=2000, tea-1",
    "externalId=pot-1, pot-1",
    "status=ARCHIVED, pot-1",
    "origin=MANUAL&minPrice=2000, pot-1"
  })
  void filters(String filter, String externalId) {
    service.create(keeper, TEA);
    service.create(
        keeper,
        """
        {"externalId":"pot-1","name":"Pot","price":4500,"currency":"EUR","stock":0,
         "status":"ARCHIVED"}""");
    assertThat(
            service
                .get(keeper, ALL + "?" + filter)
                .json()
                .path("items")
                .findValuesAsString("externalId"))
        .containsExactly(externalId);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|422|name",
        "{\"name\":\" \"}|422|name",
        "{\"name\":\"a\\u202eb\"}|422|name",
        "{\"name\":\"A\",\"price\":-1,\"currency\":\"EUR\"}|422|price",
        "{\"name\":\"A\",\"price\":100}|422|currency",
        "{\"name\":\"A\",\"price\":100,\"currency\":\"XXX\"}|422|currency",
        "{\"name\":\"A\",\"price\":100,\"currency\":\"eur\"}|422|currency",
        "{\"name\":\"A\",\"gtin\":\"4006381333932\"}|422|gtin",
        "{\"name\":\"A\",\"url\":\"javascript:alert(1)\"}|422|url",
        "{\"name\":\"A\",\"images\":[\"data:image/png;base64,AA\"]}|422|images[0]",
        "{\"name\":\"A\",\"variants\":[{\"id\":\"x\"},{\"id\":\"x\"}]}|422|variants[1].id",
        "{\"name\":\"A\",\"variants\":[{\"id\":\"x\",\"stock\":-1}]}|422|variants[0].stock",
        "{\"name\":\"A\",\"categoryId\":\"nowhere\"}|422|categoryId",
        "{\"name\":\"A\",\"version\":7}|400|",
        "{\"name\":\"A\",\"organizationId\":\"x\"}|400|",
        "{\"name\":\"A\",\"origin\":\"DISCOVERY\"}|400|",
        "{\"name\":\"A\",\"price\":1e309,\"currency\":\"EUR\"}|400|"
      })
  void refusesWhatIsWrong(String body, int status, String field) {
    Answer answer = service.call("POST", keeper, ALL, body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    if (field != null) {
      assertThat(answer.json().path("field").asString()).isEqualTo(field);
    }
    assertThat(service.get(keeper, ALL).json().path("items")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET|/api/v1/products/%s|",
        "PUT|/api/v1/products/%s|{\"name\":\"Mine\"}",
        "PATCH|/api/v1/products/%s|{\"name\":\"Mine\"}",
        "DELETE|/api/v1/products/%s|",
        "GET|/api/v1/products/%s/history|",
        "GET|/api/v1/products/%s/similar|"
      })
  void aForeignProductIsLikeAnAbsentOne(String method, String path, String body) {
    String sent = body == null ? "" : body;
    String theirs = service.create(RunningProductService.keeper(), TEA).path("id").asString();
    String foreign = service.call(method, keeper, path.formatted(theirs), sent).withoutIds();
    assertThat(foreign).startsWith("404");
    assertThat(service.call(method, keeper, path.formatted(UuidV7.next()), sent).withoutIds())
        .isEqualTo(foreign);
  }

  @Test
  void needsThePermission() {
    Person member = new Person(keeper.organization(), UuidV7.next(), Set.of("organization:read"));
    assertThat(service.get(member, ALL).status()).isEqualTo(403);
    assertThat(service.call("POST", member, ALL, TEA).status()).isEqualTo(403);
  }

  @Test
  void categoriesFormATree() {
    String all = ALL + "/categories";
    Answer tea = service.call("POST", keeper, all, "{\"name\":\"Tea\"}");
    assertThat(tea.status()).isEqualTo(201);
    String teaId = tea.json().path("id").asString();
    JsonNode green =
        service
            .call("POST", keeper, all, "{\"name\":\"Green\",\"parentId\":\"" + teaId + "\"}")
            .json();
    assertThat(green.path("path").asString()).isEqualTo("Tea > Green");
    assertThat(service.call("POST", keeper, all, "{\"name\":\"Tea\"}").status()).isEqualTo(409);
    String greenId = green.path("id").asString();
    service.create(keeper, "{\"name\":\"Sencha\",\"categoryId\":\"" + greenId + "\"}");
    assertThat(
            service
                .get(keeper, ALL + "?categoryId=" + teaId)
                .json()
                .at("/items/0/category")
                .asString())
        .isEqualTo("Tea > Green");
    assertThat(service.call("DELETE", keeper, all + "/" + greenId, "").status()).isEqualTo(409);
    assertThat(
            service
                .call(
                    "PUT",
                    keeper,
                    all + "/" + teaId,
                    "{\"name\":\"Tea\",\"parentId\":\"" + greenId + "\"}")
                .status())
        .isEqualTo(422);
    Answer renamed =
        service.call(
            "PUT",
            keeper,
            all + "/" + teaId,
            "{\"name\":\"Teas\"}",
            "If-Match",
            tea.header("ETag"));
    assertThat(renamed.status()).isEqualTo(200);
    assertThat(
            service
                .call(
                    "PUT",
                    keeper,
                    all + "/" + teaId,
                    "{\"name\":\"T\"}",
                    "If-Match",
                    tea.header("ETag"))
                .status())
        .isEqualTo(412);
    assertThat(service.get(keeper, all).json().path("items").findValuesAsString("path"))
        .containsExactly("Teas", "Teas > Green");
    assertThat(service.get(RunningProductService.keeper(), all + "/" + teaId).status())
        .isEqualTo(404);
  }
}
