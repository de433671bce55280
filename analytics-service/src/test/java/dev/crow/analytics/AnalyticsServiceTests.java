package dev.crow.analytics;

import static dev.crow.analytics.TestSessions.event;
import static dev.crow.analytics.TestSessions.glance;
import static dev.crow.analytics.TestSessions.interaction;
import static dev.crow.analytics.TestSessions.purchase;
import static dev.crow.analytics.TestSessions.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crow.contracts.Permissions;
import dev.crow.contracts.Services;
import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import dev.crow.contracts.organization.v1.RetentionSet;
import dev.crow.contracts.pattern.v1.PatternDiscovered;
import dev.crow.contracts.usage.v1.UsageRecorded;
import dev.crow.contracts.usage.v1.UsageRecorded.Measure;
import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.contracts.web.v1.WebEventTypes;
import dev.crow.relational.UuidV7;
import dev.crow.testkit.service.Answer;
import dev.crow.testkit.service.Person;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The whole service, alone, on its embedded broker, database and object store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnalyticsServiceTests {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final String MARCH = "from=2026-03-01&to=2026-03-31";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir static Path data;

  private RunningAnalytics service;
  private Person owner;
  private String organization;

  @BeforeAll
  void start() {
    service = new RunningAnalytics(data);
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
  void eachUseCountsOnceHoweverOftenItIsTold() {
    for (int version = 1; version <= 3; version++) {
      service.record(interaction(organization, "i1", version, NOON));
    }
    service.record(interaction(organization, "i1", 1, NOON));
    service.record(interaction(organization, "i2", 1, NOON.plus(Duration.ofDays(1))));
    service.discover(pattern("p1"));
    service.discover(pattern("p1"));
    UsageRecorded call =
        new UsageRecorded(organization, "call-1", Measure.AI_COST, "describe", 1_500, NOON);
    service.use(organization + "first", call);
    service.use(organization + "second", call);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(summary().path("byType").toString())
                    .contains("interaction.created", "pattern.generated", "usage.ai-cost"));
    service.use(
        organization + "last",
        new UsageRecorded(organization, "call-2", Measure.AI_COST, "describe", 500, NOON));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(summary().path("total").asInt()).isEqualTo(5));
    JsonNode summary = summary();
    assertThat(summary.at("/byType/interaction.created").asInt()).isEqualTo(2);
    assertThat(summary.at("/byType/pattern.generated").asInt()).isOne();
    assertThat(summary.at("/bySource/web").asInt()).isEqualTo(2);
    JsonNode usage = get("/api/v1/analytics/usage?" + MARCH);
    assertThat(usage.path("days"))
        .extracting(
            row ->
                row.path("day").asString()
                    + " "
                    + row.path("measure").asString()
                    + " "
                    + row.path("quantity").asInt())
        .containsExactlyInAnyOrder(
            "2026-03-02 ai-cost 2000",
            "2026-03-02 interactions 1",
            "2026-03-02 patterns 1",
            "2026-03-03 interactions 1");
  }

  @Test
  void takesInEventsOfOnesOwnOnce() {
    String body =
        """
        {"id":"mail-1","eventType":"newsletter.sent","source":"crm","metadata":{"to":12}}
        """;
    assertThat(service.call("POST", owner, "/api/v1/analytics/events", body).status())
        .isEqualTo(201);
    Answer again = service.call("POST", owner, "/api/v1/analytics/events", body);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().path("created").asBoolean()).isFalse();
    JsonNode listed = get("/api/v1/analytics/events?eventType=newsletter.sent").path("items");
    assertThat(listed.size()).isOne();
    assertThat(listed.at("/0/metadata/to").asInt()).isEqualTo(12);
    assertThat(
            service
                .call("POST", owner, "/api/v1/analytics/events", "{\"eventType\":\"a b\"}")
                .status())
        .isEqualTo(422);
    assertThat(service.get(owner, "/api/v1/analytics/events?limit=101").status()).isEqualTo(400);
  }

  @Test
  void trendsFollowTheCallersClock() {
    service.close(
        glance(organization, "s1", "v1", Instant.parse("2026-03-28T23:30:00Z")),
        glance(organization, "s2", "v1", Instant.parse("2026-03-29T21:30:00Z")),
        glance(organization, "s3", "v2", Instant.parse("2026-03-29T22:30:00Z")));
    awaitSessions(3);
    String query = "/api/v1/analytics/trends?from=2026-03-28&to=2026-03-30&measure=";
    assertThat(values(query + "sessions")).containsExactly(1L, 2L, 0L);
    assertThat(values(query + "sessions&timeZone=Europe/Berlin")).containsExactly(0L, 2L, 1L);
    assertThat(values(query + "sessions&timeZone=Asia/Kolkata")).containsExactly(0L, 1L, 2L);
    assertThat(values(query + "visitors")).containsExactly(1L, 2L, 0L);
    assertThat(values(query + "visitors&timeZone=Europe/Berlin")).containsExactly(0L, 1L, 1L);
    assertThat(values(query + "visitors&interval=month")).containsExactly(2L);
    assertThat(values(query + "pages&timeZone=Europe/Berlin")).containsExactly(0L, 2L, 1L);
    assertThat(service.get(owner, query + "pages&timeZone=Asia/Kolkata").status()).isEqualTo(400);
    assertThat(
            get(query + "sessions&timeZone=Europe/Berlin&interval=day")
                .at("/points/1/start")
                .asString())
        .isEqualTo("2026-03-29T00:00:00+01:00");
  }

  @Test
  void trendsHaveSeriesAndTheDaysBefore() {
    service.close(
        purchase(organization, "s1", "v1", NOON),
        glance(organization, "s2", "v2", NOON),
        glance(organization, "s0", "v0", NOON.minus(Duration.ofDays(31))));
    awaitSessions(3);
    JsonNode events = get("/api/v1/analytics/trends?measure=events&interval=month&top=2&" + MARCH);
    assertThat(events.path("total").asInt()).isEqualTo(6);
    assertThat(events.path("previous").asInt()).isOne();
    assertThat(events.at("/series/0/key").asString()).isEqualTo("page_view");
    assertThat(events.at("/series/0/total").asInt()).isEqualTo(3);
    JsonNode one =
        get("/api/v1/analytics/trends?measure=events&interval=month&key=purchase&" + MARCH);
    assertThat(one.path("total").asInt()).isOne();
    JsonNode revenue = get("/api/v1/analytics/trends?measure=revenue&interval=month&" + MARCH);
    assertThat(revenue.at("/series/0/key").asString()).isEqualTo("EUR");
    assertThat(revenue.path("total").asInt()).isEqualTo(2_580);
    JsonNode pieces =
        get("/api/v1/analytics/trends?measure=products-purchased&interval=week&key=tea&" + MARCH);
    assertThat(pieces.path("total").asInt()).isEqualTo(2);
    for (String wrong : List.of("measure=nonsense", "interval=eon", "top=51", "timeZone=Mars")) {
      assertThat(service.get(owner, "/api/v1/analytics/trends?" + MARCH + "&" + wrong).status())
          .as(wrong)
          .isEqualTo(400);
    }
  }

  @Test
  void lateEventsAmendWhatWasCounted() {
    List<WebEvent> events = new ArrayList<>();
    events.add(event(NOON, WebEventTypes.PAGE_VIEW, "/", Map.of()));
    service.close(session(organization, "s1", 1, "v1", events));
    awaitSessions(1);
    events.add(event(NOON.plusSeconds(5), WebEventTypes.SEARCH, "/", Map.of("query", "Tea ")));
    service.close(session(organization, "s1", 2, "v1", events));
    service.close(session(organization, "s1", 1, "v1", events.subList(0, 1)));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(total("/api/v1/analytics/trends?measure=events&" + MARCH)).isEqualTo(2));
    assertThat(total("/api/v1/analytics/trends?measure=sessions&" + MARCH)).isOne();
    assertThat(total("/api/v1/analytics/trends?measure=searches&key=tea&" + MARCH)).isOne();
  }

  @Test
  void outcomesComeFromHowSessionsWereJudged() {
    service.record(interaction(organization, "i1", 1, NOON));
    service.record(interaction(organization, "i1", 2, NOON));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(total("/api/v1/analytics/trends?measure=devices&key=mobile&" + MARCH))
                    .isOne());
    assertThat(total("/api/v1/analytics/trends?measure=outcomes&key=purchased&" + MARCH)).isOne();
    assertThat(total("/api/v1/analytics/trends?measure=tags&key=returning&" + MARCH)).isOne();
  }

  @Test
  void funnelsCountSessionsOrVisitors() {
    service.close(
        purchase(organization, "s1", "v1", NOON),
        glance(organization, "s2", "v2", NOON),
        glance(organization, "s3", "v3", NOON),
        purchase(organization, "s4", "v3", NOON.plus(Duration.ofHours(3))));
    awaitSessions(4);
    String steps =
        """
        "from":"2026-03-01","to":"2026-03-31","steps":[{"type":"page_view","path":"/"},
          {"type":"add_to_cart","productId":"tea"},{"type":"purchase"}]}
        """;
    JsonNode bySession = ask("{\"scope\":\"session\"," + steps);
    assertThat(bySession.path("sessions").asInt()).isEqualTo(4);
    assertThat(counts(bySession)).containsExactly(4L, 2L, 2L);
    assertThat(bySession.at("/steps/2/medianSeconds").asInt()).isEqualTo(180);
    assertThat(counts(ask("{\"scope\":\"visitor\"," + steps))).containsExactly(3L, 2L, 2L);
    assertThat(counts(ask("{\"window\":\"PT1M\"," + steps))).containsExactly(4L, 0L, 0L);
    assertThat(service.call("POST", owner, "/api/v1/analytics/funnels", "{\"steps\":[]}").status())
        .isEqualTo(422);
  }

  @Test
  void retentionShowsWhoComesBack() {
    service.close(
        glance(organization, "s1", "v1", NOON),
        glance(organization, "s2", "v2", NOON.plus(Duration.ofDays(1))),
        glance(organization, "s3", "v1", NOON.plus(Duration.ofDays(8))),
        glance(organization, "s4", "v3", NOON.plus(Duration.ofDays(9))));
    awaitSessions(4);
    JsonNode cohorts =
        get("/api/v1/analytics/retention?interval=week&from=2026-03-02&to=2026-03-15")
            .path("cohorts");
    assertThat(cohorts.size()).isEqualTo(2);
    assertThat(cohorts.at("/0/start").asString()).isEqualTo("2026-03-02");
    assertThat(cohorts.at("/0/returned/0").asInt()).isEqualTo(2);
    assertThat(cohorts.at("/0/returned/1").asInt()).isOne();
    assertThat(cohorts.at("/1/returned/0").asInt()).isOne();
    assertThat(service.get(owner, "/api/v1/analytics/retention?interval=hour").status())
        .isEqualTo(400);
  }

  @Test
  void pathsShowWhereVisitorsGo() {
    service.close(purchase(organization, "s1", "v1", NOON), glance(organization, "s2", "v2", NOON));
    awaitSessions(2);
    assertThat(steps("/api/v1/analytics/paths?" + MARCH))
        .containsExactlyInAnyOrder("(start)>/ 2", "/>/tea 1", "/>(end) 1", "/tea>(end) 1");
    assertThat(steps("/api/v1/analytics/paths?page=/&" + MARCH))
        .containsExactlyInAnyOrder("/>/tea 1", "/>(end) 1");
    assertThat(steps("/api/v1/analytics/paths?page=/tea&direction=before&" + MARCH))
        .containsExactly("/>/tea 1");
  }

  @Test
  void percentilesAreAtMostOnePercentOff() {
    List<SessionClosed> sessions = new ArrayList<>();
    for (int i = 1; i <= 40; i++) {
      sessions.add(
          session(
              organization,
              "s" + i,
              1,
              "v",
              List.of(
                  event(NOON, WebEventTypes.PAGE_VIEW, "/", Map.of()),
                  event(NOON.plusSeconds(i * 250L), WebEventTypes.CLICK, "/", Map.of()))));
    }
    service.close(sessions.toArray(SessionClosed[]::new));
    awaitSessions(40);
    JsonNode durations =
        get(
            "/api/v1/analytics/distributions?measure=session-duration&interval=month&percentile=50"
                + "&percentile=90&"
                + MARCH);
    assertThat(durations.path("count").asInt()).isEqualTo(40);
    assertThat(durations.at("/percentiles/p50").asDouble()).isBetween(4_950.0, 5_050.0);
    assertThat(durations.at("/points/0/percentiles/p90").asDouble()).isBetween(8_910.0, 9_090.0);
    assertThat(service.get(owner, "/api/v1/analytics/distributions?percentile=0&" + MARCH).status())
        .isEqualTo(400);
  }

  @Test
  void theOverviewComparesWithTheDaysBefore() {
    Instant now = Instant.now();
    service.close(
        purchase(organization, "s1", "v1", now.minus(Duration.ofDays(1))),
        glance(organization, "s2", "v2", now.minus(Duration.ofDays(40))));
    awaitSessions(2);
    JsonNode figures = get("/api/v1/analytics/overview?range=30-days").path("figures");
    assertThat(figures)
        .extracting(
            figure ->
                figure.path("measure").asString()
                    + " "
                    + figure.path("value").asInt()
                    + " "
                    + figure.path("previous").asInt())
        .containsExactly(
            "visitors 1 1",
            "sessions 1 1",
            "events 5 1",
            "orders 1 0",
            "page-views 2 1",
            "revenue 2580 0");
    assertThat(
            get("/api/v1/analytics/overview?range=30-days&timeZone=Asia/Kolkata")
                .path("figures")
                .size())
        .isEqualTo(6);
    JsonNode sessions = get("/api/v1/analytics/sessions?limit=1");
    assertThat(sessions.path("total").asInt()).isEqualTo(2);
    assertThat(sessions.at("/sessions/0/sessionId").asString()).isEqualTo("s1");
    assertThat(sessions.at("/sessions/0/eventCount").asInt()).isEqualTo(5);
  }

  @Test
  void anotherOrganizationSeesNothingOfIt() {
    service.close(purchase(organization, "s1", "v1", NOON));
    awaitSessions(1);
    Person stranger = RunningAnalytics.somebody();
    assertThat(
            service
                .get(stranger, "/api/v1/analytics/trends?measure=sessions&" + MARCH)
                .json()
                .path("total")
                .asInt())
        .isZero();
    assertThat(service.get(stranger, "/api/v1/analytics/sessions").json().path("total").asInt())
        .isZero();
    assertThat(
            service
                .get(stranger, "/api/v1/analytics/summary/organization/" + organization)
                .withoutIds())
        .isEqualTo(
            service
                .get(stranger, "/api/v1/analytics/summary/organization/" + UuidV7.next())
                .withoutIds());
    assertThat(service.anonymous("/api/v1/analytics/overview").status()).isEqualTo(401);
    Person member = new Person(organization, "m", Set.of(Permissions.ORGANIZATION_READ));
    assertThat(service.get(member, "/api/v1/analytics/overview").status()).isEqualTo(403);
    assertThat(service.get(member, "/api/v1/analytics/usage").status()).isEqualTo(403);
  }

  @Test
  void anErasedVisitorIsTakenOutOfTheCounts() {
    service.close(purchase(organization, "s1", "v1", NOON), glance(organization, "s2", "v2", NOON));
    awaitSessions(2);
    String erasure = UuidV7.next();
    service.identity(
        erasure, new ErasureOrdered(organization, erasure, Scope.VISITOR, "v1", Instant.now()));
    assertThat(awaitDone(erasure).at("/erased/rows").asInt()).isOne();
    assertThat(total("/api/v1/analytics/trends?measure=sessions&" + MARCH)).isOne();
    assertThat(total("/api/v1/analytics/trends?measure=orders&" + MARCH)).isZero();
    service.close(purchase(organization, "s3", "v1", NOON), glance(organization, "s4", "v3", NOON));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(total("/api/v1/analytics/trends?measure=sessions&" + MARCH))
                    .isEqualTo(2));
    assertThat(total("/api/v1/analytics/trends?measure=orders&" + MARCH)).isZero();
  }

  @Test
  void ofAnErasedOrganizationNothingStaysAndNothingIsCounted() {
    service.close(purchase(organization, "s1", "v1", NOON));
    service.record(interaction(organization, "i1", 1, NOON));
    awaitSessions(1);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(summary().path("total").asInt()).isOne());
    String erasure = UuidV7.next();
    service.identity(
        erasure,
        new ErasureOrdered(organization, erasure, Scope.ORGANIZATION, organization, Instant.now()));
    assertThat(awaitDone(erasure).at("/erased/rows").asInt()).isPositive();
    JdbcClient jdbc = service.bean(JdbcClient.class);
    for (String table : List.of("visits", "cells", "presences", "usage_entries", "usage_days")) {
      assertThat(
              jdbc.sql("SELECT count(*) FROM " + table + " WHERE org_id = ?")
                  .param(organization)
                  .query(Long.class)
                  .single())
          .as(table)
          .isZero();
    }
  }

  @Test
  void visitsGoInTimeAndTheirCountsStay() {
    service.close(purchase(organization, "s1", "v1", NOON));
    awaitSessions(1);
    service.retain(new RetentionSet(organization, null, 30, null, null, null, 1, Instant.now()));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(get("/api/v1/analytics/sessions").path("total").asInt()).isZero());
    assertThat(total("/api/v1/analytics/trends?measure=sessions&" + MARCH)).isOne();
    Instant now = Instant.now();
    service.close(
        glance(organization, "s2", "v1", NOON),
        glance(organization, "s3", "v1", now.minusSeconds(60)));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(get("/api/v1/analytics/sessions").path("total").asInt()).isOne());
    assertThat(total("/api/v1/analytics/trends?measure=sessions&" + MARCH)).isOne();
  }

  private PatternDiscovered pattern(String id) {
    return new PatternDiscovered(
        organization,
        organization + id,
        "identity",
        "day",
        LocalDate.of(2026, 3, 2),
        "friction",
        "new",
        "Title",
        "Description",
        List.of(),
        0.99,
        NOON);
  }

  private JsonNode awaitDone(String erasure) {
    List<JsonNode> done = new ArrayList<>();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              done.clear();
              service.published(Topics.IDENTITY_EVENTS, organization).stream()
                  .filter(event -> event.path("erasureId").asString().equals(erasure))
                  .filter(event -> event.path("service").asString().equals(Services.ANALYTICS))
                  .forEach(done::add);
              assertThat(done).hasSize(1);
            });
    return done.getFirst();
  }

  private void awaitSessions(int number) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(get("/api/v1/analytics/sessions").path("total").asInt())
                    .isEqualTo(number));
  }

  private JsonNode summary() {
    return get("/api/v1/analytics/summary/organization/" + organization);
  }

  private JsonNode ask(String question) {
    Answer answer = service.call("POST", owner, "/api/v1/analytics/funnels", question);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private static List<Long> counts(JsonNode funnel) {
    List<Long> counts = new ArrayList<>();
    funnel.path("steps").forEach(step -> counts.add(step.path("count").asLong()));
    return counts;
  }

  private List<String> steps(String path) {
    List<String> steps = new ArrayList<>();
    get(path)
        .path("steps")
        .forEach(
            step ->
                steps.add(
                    step.path("from").asString()
                        + ">"
                        + step.path("to").asString()
                        + " "
                        + step.path("count").asInt()));
    return steps;
  }

  private long total(String path) {
    return get(path).path("total").asLong();
  }

  private List<Long> values(String path) {
    List<Long> values = new ArrayList<>();
    get(path).path("points").forEach(point -> values.add(point.path("value").asLong()));
    return values;
  }

  private JsonNode get(String path) {
    Answer answer = service.get(owner, path);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }
}
