package dev.crow.analytics;

import static dev.crow.analytics.TestSessions.purchase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crow.contracts.Permissions;
import dev.crow.contracts.Services;
import dev.crow.contracts.Topics;
import dev.crow.contracts.export.v1.ExportPart.Refused;
import dev.crow.contracts.export.v1.ExportPart.Written;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureDone;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import dev.crow.contracts.organization.v1.RetentionSet;
import dev.crow.exporting.ExportParts;
import dev.crow.objectstore.ObjectContent;
import dev.crow.objectstore.ObjectPrefix;
import dev.crow.objectstore.ObjectStore;
import dev.crow.relational.Timestamps;
import dev.crow.relational.UuidV7;
import dev.crow.testkit.service.Answer;
import dev.crow.testkit.service.Person;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Exports of the whole service; the tests are the services that keep the rows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportTests {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String EXPORTS = "/api/v1/exports";
  private static final String INTERACTIONS =
      """
      {"kind":"interactions","format":"csv","from":"2026-11-01","to":"2026-11-30",
       "timeZone":"Europe/Berlin","source":"web"}
      """;
  private static final String TEA =
      """
      {"id":"i1","startedAt":"2026-11-02T23:30:00Z","endedAt":"2026-11-02T23:31:00Z","source":"web",
       "sessionId":"s1","description":"=Somebody bought “tea”, twice","outcome":"purchased",
       "products":[{"productId":"tea-1","name":"Tea"}],"tags":["returning"],"eventCount":5,
       "confidence":0.9,"generator":"rules/1","version":1,"createdAt":"2026-11-02T23:32:00Z"}
      """;
  private static final String CUP = TEA.replace("i1", "i2").replace("tea-1", "cup-1");

  @TempDir static Path data;

  private RunningAnalytics service;
  private ObjectStore objects;
  private JdbcClient jdbc;
  private Person owner;
  private String organization;

  @BeforeAll
  void start() {
    service = new RunningAnalytics(data);
    objects = service.bean(ObjectStore.class);
    jdbc = service.bean(JdbcClient.class);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @BeforeEach
  void another() {
    owner = RunningAnalytics.somebody();
    organization = owner.organization();
  }

  @Test
  void interactionsBecomeATableOfAllTheirParts() throws Exception {
    String id = order(INTERACTIONS);
    JsonNode first = awaitOrder(id, 1);
    assertThat(first.path("kind").asString()).isEqualTo("interactions");
    assertThat(first.path("timeZone").asString()).isEqualTo("Europe/Berlin");
    assertThat(first.at("/filters/source").asString()).isEqualTo("web");
    assertThat(first.path("after").isMissingNode() || first.path("after").isNull()).isTrue();
    deliver(id, 1, "there", List.of(TEA));
    assertThat(awaitOrder(id, 2).path("after").asString()).isEqualTo("there");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(one(id).path("status").asString()).isEqualTo("running");
              assertThat(one(id).path("rows").asInt()).isOne();
            });
    deliver(id, 2, null, List.of(CUP));
    JsonNode ready = awaitStatus(id, "ready");
    assertThat(ready.path("rows").asInt()).isEqualTo(2);
    assertThat(ready.path("fileName").asString())
        .isEqualTo("crow-interactions-2026-11-01-to-2026-11-30.csv");
    String csv = new String(download(ready), StandardCharsets.UTF_8);
    assertThat(ready.path("size").asInt()).isPositive();
    List<String> lines = csv.lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.getFirst()).startsWith("\uFEFFid,started_at,ended_at,source");
    assertThat(lines.get(1))
        .startsWith("i1,2026-11-03T00:30:00+01:00,")
        .contains("\"'=Somebody bought “tea”, twice\"", "tea-1", "Tea", "returning");
    assertThat(lines.get(2)).startsWith("i2,").contains("cup-1");
    assertThat(objects.list(ObjectPrefix.of(ExportParts.AREA, organization), null, 10).objects())
        .singleElement()
        .satisfies(file -> assertThat(file.key().value()).endsWith(".csv"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(service.published(Topics.NOTIFICATION_QUEUE, organization))
                    .singleElement()
                    .satisfies(
                        told -> {
                          assertThat(told.path("type").asString()).isEqualTo("export.ready");
                          assertThat(told.path("userId").asString()).isEqualTo(owner.id());
                        }));
    assertThat(service.published(Topics.AUDIT_EVENTS, organization))
        .extracting(event -> event.path("action").asString())
        .containsExactly("export.ordered");
  }

  @Test
  void figuresOfDaysComeFromThisServiceItself() throws Exception {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    service.close(purchase(organization, "s1", "v1", Instant.now()));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        service
                            .get(owner, "/api/v1/analytics/trends?measure=orders")
                            .json()
                            .path("total")
                            .asInt())
                    .isOne());
    JsonNode ready = awaitStatus(order("{\"kind\":\"analytics\",\"format\":\"json\"}"), "ready");
    assertThat(ready.path("from").asString()).isEqualTo(today.minusDays(29).toString());
    JsonNode days = json(download(ready));
    assertThat(days).hasSize(30);
    JsonNode last = days.path(29);
    assertThat(last.path("day").asString()).isEqualTo(today.toString());
    assertThat(last.path("orders").asInt()).isOne();
    assertThat(last.path("pageViews").asInt()).isEqualTo(2);
    assertThat(last.at("/revenue/EUR").asInt()).isEqualTo(2_580);
  }

  @Test
  void aReportBeginsWithWhatIsToBeSaidOfAllRows() throws Exception {
    String id = order(INTERACTIONS.replace("csv", "pdf"));
    awaitOrder(id, 1);
    deliver(id, 1, null, List.of(TEA, CUP));
    JsonNode ready = awaitStatus(id, "ready");
    try (PDDocument document = Loader.loadPDF(download(ready))) {
      assertThat(new PDFTextStripper().getText(document))
          .contains("Interactions, 1 Nov 2026 to 30 Nov 2026", "Europe/Berlin", "channel web")
          .contains("Interactions a day", "Products most involved", "How sessions ended")
          .contains("Tue 3 Nov 2026, 00:30 · web · purchased · 5 events", "page 1");
    }
  }

  @Test
  void withoutAWordDaysAreThoseOfTheOrganization() {
    service.retain(
        new RetentionSet(
            organization, null, null, null, null, null, "Asia/Tokyo", 3, Instant.now()));
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                jdbc.sql("SELECT time_zone FROM retention_rules WHERE org_id = ?")
                    .param(organization)
                    .query(String.class)
                    .optional()
                    .isPresent());
    String id = order("{\"kind\":\"products\",\"format\":\"csv\"}");
    assertThat(one(id).path("timeZone").asString()).isEqualTo("Asia/Tokyo");
  }

  @Test
  void cancellingEndsItAndRemovesWhatComesLate() {
    String id = order(INTERACTIONS);
    awaitOrder(id, 1);
    deliver(id, 1, "there", List.of(TEA));
    awaitOrder(id, 2);
    assertThat(post(EXPORTS + "/" + id + "/cancel").json().path("status").asString())
        .isEqualTo("cancelled");
    assertThat(post(EXPORTS + "/" + id + "/cancel").status()).isEqualTo(409);
    deliver(id, 2, null, List.of(CUP));
    awaitNoObjects();
    assertThat(one(id).path("status").asString()).isEqualTo("cancelled");
  }

  @Test
  void aSecondAnswerToTheSameQuestionCountsForNothing() throws Exception {
    String id = order(INTERACTIONS.replace("csv", "json"));
    awaitOrder(id, 1);
    deliver(id, 1, "there", List.of(TEA));
    awaitOrder(id, 2);
    deliver(id, 1, "elsewhere", List.of(CUP, CUP));
    deliver(id, 2, null, List.of(CUP));
    JsonNode rows = json(download(awaitStatus(id, "ready")));
    assertThat(rows).extracting(row -> row.path("id").asString()).containsExactly("i1", "i2");
  }

  @Test
  void whatNobodyAnswersIsAskedForAgain() {
    String id = order(INTERACTIONS);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(orders(id)).hasSizeGreaterThan(1));
    assertThat(orders(id)).allSatisfy(one -> assertThat(one.path("part").asInt()).isOne());
    JsonNode failed = awaitStatus(id, "failed");
    assertThat(failed.path("problem").asString()).startsWith("The rows did not come in time");
  }

  @Test
  void whatCannotBeReadFailsAndSaysWhy() {
    String id = order(INTERACTIONS);
    awaitOrder(id, 1);
    service.answer(
        UuidV7.next(), new Refused(organization, id, 1, "There is no such thing.", Instant.now()));
    assertThat(awaitStatus(id, "failed").path("problem").asString())
        .isEqualTo("There is no such thing.");
  }

  @Test
  void aFileWhoseMakerDiedIsMadeByAnother() throws Exception {
    String id = order(INTERACTIONS);
    awaitOrder(id, 1);
    String name = put(id, List.of(TEA));
    jdbc.sql(
            "INSERT INTO export_parts (org_id, export_id, part, object_name, row_count)"
                + " VALUES (?, ?, 1, ?, 1)")
        .params(organization, id, name)
        .update();
    jdbc.sql(
            "UPDATE exports SET state = 'running', step = 'rendering', row_count = 1, attempts = 1,"
                + " owner = 'dead', due_at = ? WHERE id = ?")
        .params(Timestamps.format(Instant.now().plusSeconds(2)), id)
        .update();
    assertThat(new String(download(awaitStatus(id, "ready")), StandardCharsets.UTF_8))
        .contains("i1");
  }

  @Test
  void filesGoWhenTheirTimeIsOver() {
    JsonNode ready = ready(INTERACTIONS);
    String id = ready.path("id").asString();
    assertThat(Instant.parse(ready.path("expiresAt").asString()))
        .isBetween(Instant.now().plus(Duration.ofDays(6)), Instant.now().plus(Duration.ofDays(7)));
    jdbc.sql("UPDATE exports SET expires_at = ? WHERE id = ?")
        .params(Timestamps.format(Instant.now()), id)
        .update();
    assertThat(awaitStatus(id, "expired").has("download")).isFalse();
    awaitNoObjects();
  }

  @Test
  void filesThatMayTellOfAnErasedVisitorGo() {
    String ready = ready(INTERACTIONS).path("id").asString();
    String open = order(INTERACTIONS);
    service.identity(
        "erase-" + organization,
        new ErasureOrdered(organization, UuidV7.next(), Scope.VISITOR, "v1", Instant.now()));
    assertThat(awaitStatus(ready, "expired").path("problem").asString())
        .startsWith("A visitor was erased");
    awaitStatus(open, "failed");
    String meanwhile = ready(INTERACTIONS).path("id").asString();
    service.identity(
        "erased-" + organization,
        new ErasureDone(
            organization, UuidV7.next(), Services.INTERACTION, Map.of("rows", 1L), Instant.now()));
    awaitStatus(meanwhile, "expired");
    awaitNoObjects();
  }

  @Test
  void anErasedOrganizationHasNoExports() {
    String id = ready(INTERACTIONS).path("id").asString();
    schedule();
    service.identity(
        "erase-" + organization,
        new ErasureOrdered(
            organization, UuidV7.next(), Scope.ORGANIZATION, organization, Instant.now()));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(service.get(owner, EXPORTS + "/" + id).status()).isEqualTo(404));
    assertThat(service.get(owner, EXPORTS + "/schedules").json().path("items")).isEmpty();
  }

  @Test
  void theSameRequestAgainIsTheSameExport() {
    Answer first = service.call("POST", owner, EXPORTS, INTERACTIONS, "Idempotency-Key", "k-1");
    Answer second = service.call("POST", owner, EXPORTS, INTERACTIONS, "Idempotency-Key", "k-1");
    assertThat(first.status()).isEqualTo(202);
    assertThat(second.json().path("id")).isEqualTo(first.json().path("id"));
    String other = INTERACTIONS.replace("csv", "pdf");
    assertThat(service.call("POST", owner, EXPORTS, other, "Idempotency-Key", "k-1").status())
        .isEqualTo(409);
    assertThat(service.call("POST", owner, EXPORTS, other, "Idempotency-Key", "not one").status())
        .isEqualTo(400);
  }

  @Test
  void nobodyExportsWhatTheyMayNotRead() {
    String id = order(INTERACTIONS);
    Person reader =
        new Person(
            organization,
            UuidV7.next(),
            Set.of(Permissions.ORGANIZATION_READ, Permissions.PATTERNS_READ));
    assertThat(service.call("POST", reader, EXPORTS, INTERACTIONS).status()).isEqualTo(403);
    assertThat(service.get(reader, EXPORTS).json().path("items")).isEmpty();
    for (Person other : List.of(reader, RunningAnalytics.somebody())) {
      assertThat(service.get(other, EXPORTS + "/" + id).withoutIds())
          .isEqualTo(service.get(other, EXPORTS + "/" + UuidV7.next()).withoutIds());
      assertThat(service.call("DELETE", other, EXPORTS + "/" + id, "").status()).isEqualTo(404);
      assertThat(service.get(other, EXPORTS + "/" + id + "/events").status()).isEqualTo(404);
    }
    assertThat(
            service
                .call(
                    "POST",
                    reader,
                    EXPORTS,
                    "{\"kind\":\"patterns\",\"format\":\"csv\",\"period\":\"week\"}")
                .status())
        .isEqualTo(202);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'kind':'interactions'}|422",
        "{'kind':'secrets','format':'csv'}|400",
        "{'kind':'products','format':'csv','from':'2026-11-01'}|422",
        "{'kind':'patterns','format':'csv','source':'web'}|422",
        "{'kind':'patterns','format':'csv','period':'hour'}|422",
        "{'kind':'interactions','format':'csv','from':'2026-11-02','to':'2026-11-01'}|422",
        "{'kind':'interactions','format':'csv','timeZone':'Mars/Olympus'}|422",
        "{'kind':'interactions','format':'csv','rows':1}|400"
      })
  void refusesWhatMakesNoSense(String body, int status) {
    assertThat(service.call("POST", owner, EXPORTS, body.replace('\'', '"')).status())
        .isEqualTo(status);
  }

  @Test
  void listsNewestFirstPageByPage() {
    String first = order(INTERACTIONS);
    String second = order(INTERACTIONS);
    JsonNode page = service.get(owner, EXPORTS + "?limit=1").json();
    assertThat(page.at("/items/0/id").asString()).isEqualTo(second);
    JsonNode next =
        service
            .get(owner, EXPORTS + "?limit=1&cursor=" + page.path("nextCursor").asString())
            .json();
    assertThat(next.at("/items/0/id").asString()).isEqualTo(first);
    assertThat(next.has("nextCursor")).isFalse();
  }

  @Test
  void watchersAreToldUntilItsEnd() {
    String id = ready(INTERACTIONS).path("id").asString();
    Answer stream = service.get(owner, EXPORTS + "/" + id + "/events");
    assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
    assertThat(stream.body()).contains("event:export", "\"status\":\"ready\"");
  }

  @Test
  void deletingRemovesTheFileAsWell() {
    String id = ready(INTERACTIONS).path("id").asString();
    assertThat(service.call("DELETE", owner, EXPORTS + "/" + id, "").status()).isEqualTo(204);
    assertThat(service.get(owner, EXPORTS + "/" + id).status()).isEqualTo(404);
    awaitNoObjects();
  }

  @Test
  void onlySoManyMayWait() {
    for (int i = 0; i < 20; i++) {
      order(INTERACTIONS);
    }
    assertThat(service.call("POST", owner, EXPORTS, INTERACTIONS).status()).isEqualTo(429);
  }

  @Test
  void aReportIsMadeWhenItIsDue() {
    String schedule = schedule();
    Instant due = Instant.now().minus(Duration.ofHours(1));
    jdbc.sql("UPDATE export_schedules SET next_at = ? WHERE id = ?")
        .params(Timestamps.format(due), schedule)
        .update();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(service.get(owner, EXPORTS).json().at("/items/0/status").asString())
                    .isEqualTo("ready"));
    JsonNode report = service.get(owner, EXPORTS).json().at("/items/0");
    LocalDate day = LocalDate.ofInstant(due, ZoneOffset.UTC);
    assertThat(report.path("scheduleId").asString()).isEqualTo(schedule);
    assertThat(report.path("name").asString()).isEqualTo("Every morning");
    assertThat(report.path("from").asString()).isEqualTo(day.minusDays(1).toString());
    assertThat(report.path("to").asString()).isEqualTo(day.minusDays(1).toString());
    JsonNode after = service.get(owner, EXPORTS + "/schedules/" + schedule).json();
    assertThat(after.path("lastExportId")).isEqualTo(report.path("id"));
    assertThat(Instant.parse(after.path("nextAt").asString())).isAfter(Instant.now());
    assertThat(service.get(owner, EXPORTS).json().path("items")).hasSize(1);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(service.published(Topics.NOTIFICATION_QUEUE, organization))
                    .extracting(told -> told.path("type").asString())
                    .containsExactly("report.ready"));
  }

  @Test
  void schedulesAreChangedPausedAndRemoved() {
    String path = EXPORTS + "/schedules/" + schedule();
    JsonNode changed =
        service
            .call(
                "PATCH",
                owner,
                path,
                "{\"enabled\":false,\"every\":\"month\",\"dayOfMonth\":3,\"hour\":0}",
                "If-Match",
                "\"1\"")
            .json();
    assertThat(changed.path("enabled").asBoolean()).isFalse();
    assertThat(changed.path("nextAt").asString()).contains("-03T00:00:00");
    assertThat(
            service.call("PATCH", owner, path, "{\"enabled\":true}", "If-Match", "\"1\"").status())
        .isEqualTo(412);
    assertThat(service.call("DELETE", owner, path, "").status()).isEqualTo(204);
    assertThat(service.get(owner, path).status()).isEqualTo(404);
  }

  private String schedule() {
    Answer made =
        service.call(
            "POST",
            owner,
            EXPORTS + "/schedules",
            """
            {"name":"Every morning","kind":"analytics","format":"pdf","every":"day","timeZone":"UTC"}
            """);
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return made.json().path("id").asString();
  }

  private String order(String body) {
    Answer answer = service.call("POST", owner, EXPORTS, body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    assertThat(answer.json().path("status").asString()).isEqualTo("pending");
    return answer.json().path("id").asString();
  }

  private JsonNode ready(String body) {
    String id = order(body);
    awaitOrder(id, 1);
    deliver(id, 1, null, List.of(TEA));
    return awaitStatus(id, "ready");
  }

  private List<JsonNode> orders(String id) {
    return service.published(Topics.EXPORT_QUEUE, organization).stream()
        .filter(order -> order.path("exportId").asString().equals(id))
        .toList();
  }

  private JsonNode awaitOrder(String id, int part) {
    await()
        .atMost(PATIENCE)
        .until(() -> orders(id).stream().anyMatch(one -> one.path("part").asInt() == part));
    return orders(id).stream()
        .filter(one -> one.path("part").asInt() == part)
        .findFirst()
        .orElseThrow();
  }

  private void deliver(String id, int part, @Nullable String next, List<String> rows) {
    service.answer(
        UuidV7.next(),
        new Written(organization, id, part, put(id, rows), rows.size(), next, null, Instant.now()));
  }

  private String put(String id, List<String> rows) {
    String name = UuidV7.next() + ".jsonl.gz";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
      for (String row : rows) {
        packed.write((row.replace("\n", "") + "\n").getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    objects.put(
        ExportParts.key(organization, id, name),
        new ObjectContent(bytes.toByteArray(), "application/gzip", Map.of()));
    return name;
  }

  private JsonNode one(String id) {
    return service.get(owner, EXPORTS + "/" + id).json();
  }

  private JsonNode awaitStatus(String id, String status) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(one(id).path("status").asString()).isEqualTo(status));
    return one(id);
  }

  private void awaitNoObjects() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        objects
                            .list(ObjectPrefix.of(ExportParts.AREA, organization), null, 10)
                            .objects())
                    .isEmpty());
  }

  private Answer post(String path) {
    return service.call("POST", owner, path, "");
  }

  private static byte[] download(JsonNode export) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      var answer =
          http.send(
              HttpRequest.newBuilder(URI.create(export.at("/download/url").asString())).build(),
              BodyHandlers.ofByteArray());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
          .contains(export.path("fileName").asString());
      return answer.body();
    }
  }

  private JsonNode json(byte[] bytes) {
    return service.bean(tools.jackson.databind.json.JsonMapper.class).readTree(bytes);
  }
}
