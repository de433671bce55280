package dev.crow.analytics;

import static dev.crow.analytics.TestSessions.interaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.OrganizationFounded;
import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import dev.crow.contracts.usage.v1.UsageRecorded;
import dev.crow.contracts.usage.v1.UsageRecorded.Measure;
import dev.crow.objectstore.ObjectContent;
import dev.crow.objectstore.ObjectKey;
import dev.crow.objectstore.ObjectStore;
import dev.crow.relational.UuidV7;
import dev.crow.testkit.service.Answer;
import dev.crow.testkit.service.Person;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Plans, bills and budgets of the whole service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BillingTests {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String BOOK =
      """
      {"modules":["web"],"payAsYouGo":true,"billingPeriod":"monthly"}
      """;

  @TempDir static Path data;

  private RunningAnalytics service;
  private JdbcClient jdbc;
  private Person owner;
  private String organization;

  @BeforeAll
  void start() {
    service = new RunningAnalytics(data);
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
  void modulesAreBookedCancelledAndResumed() {
    assertThat(get("plans").at("/modules/2/module").asString()).isEqualTo("web");
    assertThat(get(own("subscriptions")).path("status").asString()).isEqualTo("none");
    assertThat(post(own("subscriptions") + "/cancel", "").status()).isEqualTo(409);
    assertThat(put(own("subscriptions"), BOOK).json().path("status").asString())
        .isEqualTo("active");
    assertThat(post(own("subscriptions") + "/resume", "").status()).isEqualTo(409);
    JsonNode cancelled = post(own("subscriptions") + "/cancel", "").json();
    assertThat(cancelled.path("status").asString()).isEqualTo("cancelled");
    assertThat(cancelled.path("endsOn").asString())
        .isEqualTo(cancelled.path("periodEnd").asString());
    assertThat(post(own("subscriptions") + "/resume", "").json().path("status").asString())
        .isEqualTo("active");
    assertThat(put(own("subscriptions"), BOOK.replace("web", "smell")).status()).isEqualTo(422);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(service.published(Topics.AUDIT_EVENTS, organization))
                    .extracting(event -> event.path("action").asString())
                    .containsExactlyInAnyOrder(
                        "subscription.booked", "subscription.cancelled", "subscription.resumed"));
  }

  @Test
  void theRunningMonthShowsUsageAndCosts() {
    put(own("subscriptions"), BOOK);
    service.record(interaction(organization, "i1", 1, Instant.now()));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(get(own("usage")).path("totalInteractions").asInt()).isOne());
    JsonNode module = get(own("usage")).at("/modules/0");
    assertThat(module.path("module").asString()).isEqualTo("web");
    assertThat(module.path("level").asString()).isEqualTo("green");
    assertThat(module.path("limit").asInt()).isPositive();
    JsonNode costs = get(own("costs"));
    assertThat(costs.at("/lines/0/text").asString()).startsWith("Web, paid monthly");
    assertThat(costs.path("totalMinor").asInt())
        .isEqualTo(costs.path("netMinor").asInt() + costs.path("taxMinor").asInt());
  }

  @Test
  void everyMonthIsBilledOnceInNumbersWithoutGaps() throws IOException {
    put(own("details"), "{\"name\":\"Vale Teas Ltd\",\"address\":[\"1 Hill Street\",\"Dublin\"]}");
    bookSince(YearMonth.now(ZoneOffset.UTC).minusMonths(3));
    List<JsonNode> bills = awaitBills(3);
    assertThat(bills).extracting(bill -> bill.path("totalMinor").asInt()).containsOnly(7_140);
    List<Long> sequences =
        jdbc.sql("SELECT sequence FROM invoices ORDER BY sequence").query(Long.class).list();
    assertThat(sequences)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, sequences.size()).boxed().toList());
    String number = bills.getFirst().path("number").asString();
    Answer pdf = service.get(owner, "/api/v1/billing/" + own("invoices") + "/" + number + "/pdf");
    assertThat(pdf.header("Content-Type")).startsWith("application/pdf");
    try (PDDocument document = Loader.loadPDF(pdf.bytes())) {
      assertThat(new PDFTextStripper().getText(document))
          .contains(number, "Vale Teas Ltd", "1 Hill Street", "71.40 USD");
    }
    put(own("details"), "{\"name\":\"Another Name\",\"address\":[]}");
    assertThat(
            service
                .get(owner, "/api/v1/billing/" + own("invoices") + "/" + number + "/pdf")
                .bytes())
        .isEqualTo(pdf.bytes());
    assertThat(get(own("invoices") + "/" + number).at("/customer/name").asString())
        .isEqualTo("Vale Teas Ltd");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(service.published(Topics.NOTIFICATION_QUEUE, organization))
                    .extracting(told -> told.path("type").asString())
                    .containsExactly("invoice.issued", "invoice.issued", "invoice.issued"));
  }

  @Test
  void nobodyChangesABill() {
    bookSince(YearMonth.now(ZoneOffset.UTC).minusMonths(1));
    awaitBills(1);
    for (String change :
        List.of(
            "UPDATE invoices SET total_minor = 1 WHERE org_id = ?",
            "DELETE FROM invoices WHERE org_id = ?")) {
      assertThatThrownBy(() -> jdbc.sql(change).param(organization).update())
          .isInstanceOf(DataAccessException.class)
          .hasMessageContaining("An issued bill is not");
    }
  }

  @Test
  void whatComesAfterTheBillIsChargedToTheNextMonth() {
    YearMonth last = YearMonth.now(ZoneOffset.UTC).minusMonths(1);
    bookSince(last);
    awaitBills(1);
    Instant late = last.atDay(5).atStartOfDay(ZoneOffset.UTC).toInstant();
    service.use(
        UuidV7.next(),
        new UsageRecorded(organization, "late", Measure.AI_COST, "describe", 3_000_000, late));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(get(own("costs")).path("lines").toString())
                    .contains("Calls of AI models"));
    assertThat(awaitBills(1)).hasSize(1);
  }

  @Test
  void aBudgetTellsOnceThatItIsReached() {
    Answer made =
        post(
            "budgets",
            """
            {"name":"Models","measure":"ai-cost","limit":1000,"thresholds":[100,50]}
            """);
    assertThat(made.status()).isEqualTo(201);
    String id = made.json().path("id").asString();
    use("a", 6_000_000);
    awaitAlerts(1);
    use("b", 1_000_000);
    use("c", 4_000_000);
    awaitAlerts(2);
    assertThat(get("budgets/" + id).path("level").asString()).isEqualTo("red");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(service.published(Topics.NOTIFICATION_QUEUE, organization))
                    .extracting(each -> each.at("/metadata/threshold").asString())
                    .containsExactly("50", "100"));
    JsonNode told = service.published(Topics.NOTIFICATION_QUEUE, organization).getFirst();
    assertThat(told.path("type").asString()).isEqualTo("budget.reached");
    assertThat(told.path("content").asString()).contains("6.00 USD of 10.00 USD");
  }

  @Test
  void budgetsAreChangedByWhoSawThem() {
    Answer made =
        post("budgets", "{\"name\":\"Interactions\",\"measure\":\"interactions\",\"limit\":10}");
    String path = "/api/v1/billing/budgets/" + made.json().path("id").asString();
    String body = "{\"name\":\"More\",\"measure\":\"interactions\",\"limit\":20}";
    assertThat(service.call("PUT", owner, path, body, "If-Match", "\"7\"").status()).isEqualTo(412);
    assertThat(service.call("PUT", owner, path, body, "If-Match", made.header("ETag")).status())
        .isEqualTo(200);
    assertThat(get("budgets").at("/items/0/limit").asInt()).isEqualTo(20);
    Person stranger = RunningAnalytics.somebody();
    assertThat(service.get(stranger, path).status()).isEqualTo(404);
    assertThat(service.call("DELETE", stranger, path, "").status()).isEqualTo(404);
    assertThat(service.call("DELETE", owner, path, "").status()).isEqualTo(204);
    assertThat(service.get(owner, path).status()).isEqualTo(404);
    for (String wrong :
        List.of(
            "{\"name\":\"\",\"measure\":\"patterns\",\"limit\":1}",
            "{\"name\":\"x\",\"measure\":\"patterns\",\"limit\":0}",
            "{\"name\":\"x\",\"measure\":\"patterns\",\"limit\":1,\"thresholds\":[0]}")) {
      assertThat(post("budgets", wrong).status()).as(wrong).isEqualTo(422);
    }
  }

  @Test
  void storageIsMeasuredOnceADay() {
    ObjectKey key = ObjectKey.of("raw/sessions", organization, "web", "s.json");
    service
        .bean(ObjectStore.class)
        .put(key, new ObjectContent(new byte[1_234], "application/json", Map.of()));
    found();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        service
                            .get(owner, "/api/v1/analytics/usage")
                            .json()
                            .path("days")
                            .toString())
                    .contains("\"measure\":\"storage\"", "\"quantity\":1234"));
  }

  @Test
  void billsOfAnErasedOrganizationStayAsLongAsTheLawWantsThem() {
    found();
    bookSince(YearMonth.now(ZoneOffset.UTC).minusMonths(1));
    awaitBills(1);
    String erasure = UuidV7.next();
    service.identity(
        erasure,
        new ErasureOrdered(organization, erasure, Scope.ORGANIZATION, organization, Instant.now()));
    List<JsonNode> done = new ArrayList<>();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              done.clear();
              service.published(Topics.IDENTITY_EVENTS, organization).stream()
                  .filter(event -> event.path("event").asString().equals("erasure-done"))
                  .forEach(done::add);
              assertThat(done).hasSize(1);
            });
    assertThat(Instant.parse(done.getFirst().at("/remains/invoices").asString()))
        .isAfter(Instant.now().plus(Duration.ofDays(3_600)));
    assertThat(
            jdbc.sql("SELECT count(*) FROM subscriptions WHERE org_id = ?")
                .param(organization)
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void anotherOrganizationsBillingIsNone() {
    Person stranger = RunningAnalytics.somebody();
    for (String what : List.of("subscriptions", "usage", "costs", "details", "invoices")) {
      assertThat(service.get(stranger, "/api/v1/billing/" + own(what)).withoutIds())
          .isEqualTo(
              service.get(stranger, "/api/v1/billing/" + what + "/" + UuidV7.next()).withoutIds());
    }
    assertThat(service.anonymous("/api/v1/billing/plans").status()).isEqualTo(401);
  }

  private void found() {
    service.identity(
        UuidV7.next(),
        new OrganizationFounded(organization, "Vale Teas", null, null, Instant.now()));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(get(own("details")).path("name").asString()).isEqualTo("Vale Teas"));
  }

  /** What nobody can book over the API: months that are over. */
  private void bookSince(YearMonth month) {
    jdbc.sql(
            """
            INSERT INTO subscriptions (org_id, valid_from, modules, pay_as_you_go, billing_period,
              changed_at, changed_by) VALUES (?, ?, '["web"]', 1, 'monthly', '', 'test')
            """)
        .params(organization, month.atDay(1).toString())
        .update();
  }

  private List<JsonNode> awaitBills(int number) {
    List<JsonNode> bills = new ArrayList<>();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              bills.clear();
              get(own("invoices")).path("items").forEach(bills::add);
              assertThat(bills).hasSize(number);
            });
    assertThat(bills.getFirst().path("periodEnd").asString())
        .isEqualTo(LocalDate.now(ZoneOffset.UTC).withDayOfMonth(1).toString());
    return bills;
  }

  private void use(String id, long millionths) {
    service.use(
        UuidV7.next(),
        new UsageRecorded(
            organization, id, Measure.AI_COST, "describe", millionths, Instant.now()));
  }

  private void awaitAlerts(int number) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(get("alerts").path("items").size()).isEqualTo(number));
  }

  private String own(String what) {
    return what + "/" + organization;
  }

  private JsonNode get(String what) {
    Answer answer = service.get(owner, "/api/v1/billing/" + what);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private Answer post(String what, String body) {
    return service.call("POST", owner, "/api/v1/billing/" + what, body);
  }

  private Answer put(String what, String body) {
    return service.call("PUT", owner, "/api/v1/billing/" + what, body);
  }
}
