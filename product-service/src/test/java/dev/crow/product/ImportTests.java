package dev.crow.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.Topics;
import dev.crow.relational.UuidV7;
import dev.crow.testkit.service.Answer;
import dev.crow.testkit.service.Person;
import java.nio.file.Path;
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
class ImportTests {

  private static final String CSV = "text/csv";
  private static final String ALL = "/api/v1/products";
  private static final String TEAS =
      """
      id,name,category,price,currency,stock,attribute:Origin,colour
      tea-1,Sencha,Tea>Green,12.90,EUR,12,Japan,x
      tea-2,"Earl ""Grey"", loose",Tea > Black,9.5,EUR,0,,x
      """;

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

  private JsonNode product(String externalId) {
    return service.get(keeper, ALL + "?externalId=" + externalId).json().at("/items/0");
  }

  private static void assertCounts(
      JsonNode job, int created, int updated, int unchanged, int failed) {
    assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("DONE");
    assertThat(job.path("created").asInt()).as("created").isEqualTo(created);
    assertThat(job.path("updated").asInt()).as("updated").isEqualTo(updated);
    assertThat(job.path("unchanged").asInt()).as("unchanged").isEqualTo(unchanged);
    assertThat(job.path("failed").asInt()).as("failed").isEqualTo(failed);
    assertThat(job.path("processed").asInt()).isEqualTo(created + updated + unchanged + failed);
  }

  @Test
  void importsCsv() {
    JsonNode job = service.imported(keeper, "", CSV, TEAS);
    assertCounts(job, 2, 0, 0, 0);
    JsonNode grey = product("tea-2");
    assertThat(grey.path("name").asString()).isEqualTo("Earl \"Grey\", loose");
    assertThat(grey.path("price").asLong()).isEqualTo(950);
    assertThat(grey.path("category").asString()).isEqualTo("Tea > Black");
    assertThat(grey.path("origin").asString()).isEqualTo("IMPORT");
    assertThat(product("tea-1").at("/attributes/Origin").asString()).isEqualTo("Japan");
    assertThat(service.problems(keeper, job).findValuesAsString("problem"))
        .containsExactly("unknown-column");
  }

  @Test
  void hasWhoeverAskedForItTold() {
    JsonNode job = service.imported(keeper, "", CSV, TEAS);
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(service.published(Topics.NOTIFICATION_QUEUE, keeper.organization()))
                    .singleElement()
                    .satisfies(
                        told -> {
                          assertThat(told.path("userId").asString()).isEqualTo(keeper.id());
                          assertThat(told.path("type").asString()).isEqualTo("import.finished");
                          assertThat(told.path("content").asString())
                              .startsWith("2 rows: 2 products are new");
                          assertThat(told.at("/metadata/jobId")).isEqualTo(job.path("id"));
                        }));
  }

  @Test
  void importingAgainChangesOnlyWhatDiffers() {
    service.imported(keeper, "", CSV, TEAS);
    assertCounts(service.imported(keeper, "", CSV, TEAS), 0, 0, 2, 0);
    assertCounts(service.imported(keeper, "", CSV, "id,stock\ntea-1,11\ntea-2,0\n"), 0, 1, 1, 0);
    JsonNode tea = product("tea-1");
    assertThat(tea.path("stock").asInt()).isEqualTo(11);
    assertThat(tea.path("name").asString()).isEqualTo("Sencha");
  }

  @Test
  void anEmptyCellClears() {
    service.imported(keeper, "", CSV, TEAS);
    service.imported(keeper, "", CSV, "id,stock,category\ntea-1,,\n");
    assertThat(product("tea-1").has("stock")).isFalse();
    assertThat(product("tea-1").has("category")).isFalse();
  }

  @Test
  void readsWhatSpreadsheetsWrite() {
    JsonNode job =
        service.imported(
            keeper,
            "?currency=EUR",
            CSV,
            "\uFEFFSKU;Title;Price\r\nA-1;\"Größe; klein\";12,90\r\nA-2;Two;7 CHF\r\n");
    assertCounts(job, 2, 0, 0, 0);
    assertThat(product("A-1").path("name").asString()).isEqualTo("Größe; klein");
    assertThat(product("A-1").path("price").asLong()).isEqualTo(1290);
  }

  @Test
  void linesOfOneProductAreItsVariants() {
    JsonNode job =
        service.imported(
            keeper,
            "",
            CSV,
            """
            id,name,currency,variant_id,variant_price,variant_stock,option:Size
            t-1,Shirt,EUR,t-1-s,10.00,3,S
            t-1,Shirt,EUR,t-1-m,11.00,0,M
            t-2,Cap,EUR,,,,
            """);
    assertCounts(job, 2, 0, 0, 0);
    JsonNode shirt = product("t-1");
    assertThat(shirt.path("variants").findValuesAsString("id")).containsExactly("t-1-s", "t-1-m");
    assertThat(shirt.at("/variants/1/options/Size").asString()).isEqualTo("M");
    assertThat(shirt.at("/variants/1/price").asLong()).isEqualTo(1100);
  }

  @Test
  void tellsWhatIsWrongLineByLineAndTakesTheRest() {
    JsonNode job =
        service.imported(
            keeper,
            "",
            CSV,
            """
            id,name,price,currency,stock,gtin
            ok,Fine,1.00,EUR,1,
            p,Bad price,-1,EUR,1,
            q,Huge price,1e309,EUR,1,
            r,Bad currency,1.00,XXX,1,
            s,Bad places,1.001,EUR,1,
            t,Bad stock,1.00,EUR,many,
            u,Bad code,1.00,EUR,1,4006381333932
            ,No id,1.00,EUR,1,
            v,,1.00,EUR,1,
            """);
    assertCounts(job, 1, 0, 0, 8);
    assertThat(service.problems(keeper, job))
        .extracting(p -> p.path("place").asInt() + " " + p.path("field").asString())
        .containsExactly(
            "3 price",
            "4 price",
            "5 currency",
            "6 price",
            "7 stock",
            "8 gtin",
            "9 externalId",
            "10 name");
  }

  @Test
  void importsJsonAndLinesOfJson() {
    String one =
        "{\"id\":\"a\",\"name\":\"A\",\"price\":100,\"currency\":\"EUR\",\"category\":\"X\"}";
    String two = "{\"id\":\"b\",\"name\":\"B\",\"stok\":1}";
    JsonNode array =
        service.imported(keeper, "", "application/json", "[" + one + ",\n" + two + "]");
    assertCounts(array, 1, 0, 0, 1);
    assertThat(service.problems(keeper, array).at("/0/problem").asString())
        .isEqualTo("unknown-property");
    JsonNode lines = service.imported(keeper, "", "application/x-ndjson", one + "\n" + one + "\n");
    assertCounts(lines, 0, 0, 2, 0);
    assertThat(product("a").path("category").asString()).isEqualTo("X");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/csv|name,price|missing-column",
        "text/csv|'id,name\n1,\"a\"b'|malformed-csv",
        "text/csv|'id,name'|empty-file",
        "application/json|[1,2]|malformed-json",
        "application/json|[{\"id\":|malformed-json",
        "application/json|[]|empty-file"
      })
  void failsWithANameForWhatIsNoCatalogue(String type, String file, String problem) {
    JsonNode job = service.imported(keeper, "", type, file);
    assertThat(job.path("state").asString()).isEqualTo("FAILED");
    assertThat(job.path("problem").asString()).isEqualTo(problem);
  }

  @Test
  void refusesOtherTypesAndSizes() {
    assertThat(service.upload(keeper, "", "application/pdf", "x").status()).isEqualTo(415);
    assertThat(service.upload(keeper, "", CSV, "").status()).isEqualTo(422);
    assertThat(service.upload(keeper, "?currency=euro", CSV, TEAS).status()).isEqualTo(400);
    Answer large = service.upload(keeper, "", CSV, "x".repeat(10 * 1024 * 1024 + 1));
    assertThat(large.status()).isEqualTo(413);
    assertThat(service.get(keeper, ALL + "/jobs").json().path("items")).isEmpty();
  }

  @Test
  void aForeignJobIsLikeAnAbsentOne() {
    String job = service.imported(keeper, "", CSV, TEAS).path("id").asString();
    Person other = RunningProductService.keeper();
    for (String path : new String[] {"", "/problems", "/events"}) {
      String foreign = service.get(other, ALL + "/jobs/" + job + path).withoutIds();
      assertThat(foreign).startsWith("404");
      assertThat(service.get(other, ALL + "/jobs/" + UuidV7.next() + path).withoutIds())
          .isEqualTo(foreign);
    }
    assertThat(service.call("POST", other, ALL + "/jobs/" + job + "/cancel", "").status())
        .isEqualTo(404);
    assertThat(service.call("POST", keeper, ALL + "/jobs/" + job + "/cancel", "").status())
        .isEqualTo(409);
  }

  @Test
  void progressCanBeWatched() {
    String job = service.upload(keeper, "", CSV, TEAS).json().path("id").asString();
    Answer events = service.get(keeper, ALL + "/jobs/" + job + "/events");
    assertThat(events.header("Content-Type")).startsWith("text/event-stream");
    assertThat(events.body()).contains("event:job", "\"state\":\"DONE\"", "\"created\":2");
  }
}
