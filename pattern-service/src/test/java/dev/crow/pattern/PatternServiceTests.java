package dev.crow.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.crow.contracts.Permissions;
import dev.crow.contracts.Services;
import dev.crow.contracts.Topics;
import dev.crow.contracts.export.v1.ExportFilters;
import dev.crow.contracts.export.v1.ExportKinds;
import dev.crow.contracts.export.v1.ExportPartOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import dev.crow.contracts.interaction.v1.InteractionFacts;
import dev.crow.contracts.interaction.v1.InteractionRecorded;
import dev.crow.contracts.organization.v1.RetentionSet;
import dev.crow.events.Event;
import dev.crow.events.EventPublisher;
import dev.crow.exporting.ExportSource;
import dev.crow.pattern.counting.Counts;
import dev.crow.pattern.counting.VisitCounter;
import dev.crow.pattern.mining.Series.Slice;
import dev.crow.pattern.mining.TimePeriod;
import dev.crow.pattern.results.CountsStore;
import dev.crow.pattern.results.PatternView;
import dev.crow.relational.UuidV7;
import dev.crow.testkit.service.Answer;
import dev.crow.testkit.service.Person;
import dev.crow.testkit.service.RunningService;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
class PatternServiceTests {

  private static final Instant NOON = TroubledShop.NOON;
  private static final int BATCH = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir static Path data;

  private Running service;
  private String organization;
  private Person owner;

  private static final class Running extends RunningService {

    Running(Path data) {
      super(
          PatternServiceApplication.class,
          Services.PATTERN,
          data,
          "--crow.patterns.every=200ms",
          "--crow.patterns.settle=300ms",
          "--crow.patterns.longest-wait=2s",
          "--crow.patterns.retention-every=1s");
    }

    void retain(RetentionSet rules) {
      publish(Topics.ORGANIZATION_SETTINGS, UuidV7.next(), rules.organizationId(), rules);
    }

    void order(ErasureOrdered order) {
      publish(Topics.IDENTITY_EVENTS, order.erasureId(), order.organizationId(), order);
    }
  }

  @BeforeAll
  void start() {
    service = new Running(data);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @BeforeEach
  void another() {
    organization = UuidV7.next();
    owner =
        new Person(
            organization,
            UuidV7.next(),
            Set.of(Permissions.PATTERNS_READ, Permissions.SETTINGS_MANAGE));
  }

  @Test
  void namesWhatGoesWrongAndForWhomWithNumbersAndInteractions() {
    record(troubledShop(7, 900, 2));
    awaitCounted(900);
    JsonNode pattern = awaitPattern("/api/v1/patterns?period=all_time&kind=segment&limit=100");
    String id = pattern.path("id").asString();
    assertThat(pattern.path("segment").asString()).isEqualTo("device=mobile");
    assertThat(pattern.path("description").asString())
        .contains("On mobile phones", "refused entries", "address");
    JsonNode statistics = pattern.path("statistics");
    assertThat(statistics.at("/support/rate").asDouble())
        .isGreaterThan(statistics.at("/baseline/rate").asDouble());
    assertThat(statistics.at("/difference/low").asDouble()).isPositive();
    assertThat(pattern.path("confidence").asDouble()).isGreaterThan(0.99);

    JsonNode detail = service.get(owner, "/api/v1/patterns/" + id).json();
    assertThat(detail.at("/pattern/interactionIds").size()).isEqualTo(10);
    assertThat(detail.path("history").size()).isOne();

    List<String> all = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page =
          service.get(owner, "/api/v1/patterns/" + id + "/interactions?limit=50" + cursor).json();
      page.path("items").forEach(item -> all.add(item.path("id").asString()));
      cursor = page.has("nextCursor") ? "&cursor=" + page.path("nextCursor").asString() : "";
    } while (!cursor.isEmpty());
    assertThat(all).doesNotHaveDuplicates().hasSize(statistics.at("/support/count").asInt());
  }

  @Test
  void pagesFiltersAndAnswersUnchangedOnesBriefly() {
    record(troubledShop(8, 900, 2));
    awaitPattern("/api/v1/patterns?period=all_time&kind=segment&limit=100");
    awaitCounted(900);
    Answer first = service.get(owner, "/api/v1/patterns?limit=1");
    JsonNode page = first.json();
    assertThat(page.path("items").size()).isOne();
    JsonNode second =
        service
            .get(owner, "/api/v1/patterns?limit=1&cursor=" + page.path("nextCursor").asString())
            .json();
    assertThat(second.at("/items/0/id")).isNotEqualTo(page.at("/items/0/id"));
    assertThat(
            service
                .call(
                    "GET",
                    owner,
                    "/api/v1/patterns?limit=1",
                    "",
                    "If-None-Match",
                    first.header("ETag"))
                .status())
        .isEqualTo(304);
    assertThat(service.get(owner, "/api/v1/patterns?period=day&kind=affinity").json().path("items"))
        .isEmpty();
    assertThat(service.get(owner, "/api/v1/patterns?kind=nonsense").status()).isEqualTo(400);
    assertThat(service.get(owner, "/api/v1/patterns?day=2026-03-02").status()).isEqualTo(400);
    assertThat(service.get(owner, "/api/v1/patterns?cursor=x").status()).isEqualTo(400);
    JsonNode insights = service.get(owner, "/api/v1/insights?period=all_time").json();
    assertThat(insights.at("/figures/visits").asInt()).isEqualTo(900);
    assertThat(insights.path("summary").asString()).startsWith("900 visits");
    assertThat(insights.path("actions")).isNotEmpty();
  }

  @Test
  void patternsAreExportedInPartsAsListsShowThem() {
    record(troubledShop(11, 900, 2));
    awaitCounted(900);
    awaitPattern("/api/v1/patterns?period=all_time&kind=segment&limit=100");
    ExportFilters all = new ExportFilters(null, null, null, null, null);
    List<String> shown = new ArrayList<>();
    service
        .get(owner, "/api/v1/patterns?limit=100")
        .json()
        .path("items")
        .forEach(pattern -> shown.add(pattern.path("id").asString()));
    assertThat(exported(all, 3)).isEqualTo(exported(all, 1_000)).startsWith(shown.getFirst());
    assertThat(exported(all, 1_000)).containsAll(shown);
    ExportFilters later = new ExportFilters(LocalDate.parse("2030-01-01"), null, null, null, null);
    assertThat(exported(later, 3))
        .isEqualTo(exported(new ExportFilters(null, null, null, null, "all_time"), 3))
        .isNotEmpty();
    assertThatThrownBy(() -> exported(new ExportFilters(null, null, null, null, "hour"), 3))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private List<String> exported(ExportFilters filters, int atMost) {
    ExportSource source = service.bean(ExportSource.class);
    List<String> ids = new ArrayList<>();
    String after = null;
    do {
      ExportSource.Rows rows =
          source.read(
              new ExportPartOrdered(
                  organization,
                  "export",
                  1,
                  ExportKinds.PATTERNS,
                  filters,
                  "UTC",
                  after,
                  Instant.now()),
              atMost);
      rows.rows().forEach(row -> ids.add(((PatternView) row).id()));
      after = rows.next();
    } while (after != null);
    return ids;
  }

  @Test
  void anotherOrganizationsPatternIsNone() {
    record(troubledShop(9, 900, 2));
    awaitCounted(900);
    String id =
        awaitPattern("/api/v1/patterns?period=all_time&kind=segment&limit=100")
            .path("id")
            .asString();
    Person stranger = new Person(UuidV7.next(), UuidV7.next(), Set.of(Permissions.PATTERNS_READ));
    Answer foreign = service.get(stranger, "/api/v1/patterns/" + id);
    Answer absent = service.get(stranger, "/api/v1/patterns/" + UuidV7.next());
    assertThat(foreign.status()).isEqualTo(404);
    assertThat(foreign.withoutIds()).isEqualTo(absent.withoutIds());
    assertThat(service.get(stranger, "/api/v1/patterns/" + id + "/interactions").status())
        .isEqualTo(404);
    assertThat(service.get(stranger, "/api/v1/patterns").json().path("items")).isEmpty();
    assertThat(service.get(stranger, "/api/v1/patterns/runs").json().path("items")).isEmpty();
    assertThat(service.anonymous("/api/v1/patterns").status()).isEqualTo(401);
  }

  @Test
  void aRunAskedForIsVisible() {
    record(troubledShop(10, 60, 1));
    awaitCounted(60);
    assertThat(
            service
                .call(
                    "POST",
                    owner,
                    "/api/v1/patterns/runs",
                    "{\"period\":\"day\",\"day\":\"2026-03-02\"}")
                .status())
        .isEqualTo(202);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(runs())
                    .anySatisfy(
                        run -> {
                          assertThat(run.path("cause").asString()).isEqualTo("asked");
                          assertThat(run.path("state").asString()).isEqualTo("done");
                          assertThat(run.at("/progress/visits").asInt()).isEqualTo(60);
                          assertThat(run.path("attempts").asInt()).isOne();
                        }));
    Person reader = new Person(organization, UuidV7.next(), Set.of(Permissions.PATTERNS_READ));
    assertThat(
            service
                .call("POST", reader, "/api/v1/patterns/runs", "{\"period\":\"all_time\"}")
                .status())
        .isEqualTo(403);
  }

  /** Whatever arrives in whatever order, the counts are those of counting all of it anew. */
  @Test
  void countsReconcileWithCountingEverythingAnew() {
    Random random = new Random(4);
    Map<String, InteractionRecorded> truth = new LinkedHashMap<>();
    for (int round = 0; round < 3; round++) {
      List<InteractionRecorded> news = new ArrayList<>();
      for (InteractionRecorded visit : troubledShop(round, 60, 40)) {
        news.add(visit);
        truth.put(visit.interactionId(), visit);
      }
      for (InteractionRecorded old : List.copyOf(truth.values())) {
        if (random.nextInt(10) == 0) {
          // A later version, which may even begin on another day.
          InteractionRecorded amended =
              recorded(
                  old.interactionId(),
                  old.version() + 1,
                  old.startedAt().minus(Duration.ofHours(random.nextInt(30))),
                  new NullShop(random.nextLong()).visit("v" + random.nextInt(20)));
          news.add(amended);
          truth.put(amended.interactionId(), amended);
        }
      }
      record(news);
      if (round == 1) {
        awaitReconciled(truth);
        erase(Scope.VISITOR, "v3");
        truth.values().removeIf(visit -> "v3".equals(facts(visit).visitor().anonymousId()));
      }
    }
    truth.values().removeIf(visit -> "v3".equals(facts(visit).visitor().anonymousId()));
    awaitReconciled(truth);
  }

  @Test
  void aVisitorWhoIsErasedLeavesNothingAndStaysAway() {
    record(troubledShop(11, 100, 1));
    awaitCounted(100);
    JsonNode done = erase(Scope.VISITOR, "v5");
    assertThat(done.at("/erased/rows").asInt()).isEqualTo(5);
    record(
        List.of(
            recorded(UuidV7.next(), 1, NOON, new NullShop(1).visit("v5")),
            recorded(UuidV7.next(), 1, NOON, new NullShop(2).visit("somebody"))));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(rows("visits")).isEqualTo(96));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(stored(TimePeriod.ALL_TIME).getFirst().visits()).isEqualTo(96));
  }

  @Test
  void anErasedOrganizationLeavesNothing() {
    record(troubledShop(12, 900, 2));
    awaitPattern("/api/v1/patterns?period=all_time&kind=segment&limit=100");
    awaitCounted(900);
    JsonNode done = erase(Scope.ORGANIZATION, organization);
    assertThat(done.at("/erased/rows").asInt()).isGreaterThan(900);
    record(troubledShop(13, 20, 1));
    for (String table :
        List.of("visits", "days", "counts", "patterns", "pattern_interactions", "runs")) {
      assertThat(rows(table)).as(table).isZero();
    }
  }

  @Test
  void whatWasKeptLongEnoughGoesAndItsCountsStay() {
    record(troubledShop(15, 60, 2));
    awaitCounted(60);
    List<Counts> before = stored(TimePeriod.DAY);
    service.retain(new RetentionSet(organization, null, 30, 3_650, null, null, 1, Instant.now()));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(rows("visits")).isZero());
    assertThat(rows("topic_samples") + rows("pattern_interactions")).isZero();
    // A latecomer is gone with the next round, and changes nothing.
    InteractionRecorded late = recorded(UuidV7.next(), 1, NOON, new NullShop(1).visit("late"));
    record(List.of(late));
    await().atMost(PATIENCE).until(() -> isInInbox(late));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(rows("visits")).isZero());
    assertThat(stored(TimePeriod.DAY)).isEqualTo(before);
  }

  @Test
  void announcesEachPatternOnce() {
    record(troubledShop(14, 900, 2));
    awaitPattern("/api/v1/patterns?period=all_time&kind=segment&limit=100");
    awaitCounted(900);
    service.call("POST", owner, "/api/v1/patterns/runs", "{\"period\":\"all_time\"}");
    awaitCounted(900);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(service.published(Topics.PATTERN_EVENTS, organization))
                    .extracting(event -> event.path("patternId").asString())
                    .doesNotHaveDuplicates()
                    // Those of a day that was counted before all its visits had come, too.
                    .containsAll(found()));
  }

  @Test
  void aDeletedPatternDoesNotComeBack() {
    record(troubledShop(16, 900, 2));
    awaitCounted(900);
    JsonNode pattern = awaitPattern("/api/v1/patterns?period=all_time&kind=segment&limit=100");
    String id = pattern.path("id").asString();
    String one = "/api/v1/patterns/" + id;
    Person reader = new Person(organization, UuidV7.next(), Set.of(Permissions.PATTERNS_READ));
    Person stranger =
        new Person(
            UuidV7.next(),
            UuidV7.next(),
            Set.of(Permissions.PATTERNS_READ, Permissions.SETTINGS_MANAGE));
    assertThat(service.call("DELETE", reader, one, "").status()).isEqualTo(403);
    assertThat(service.call("DELETE", stranger, one, "").withoutIds())
        .isEqualTo(
            service.call("DELETE", stranger, "/api/v1/patterns/" + UuidV7.next(), "").withoutIds());
    String tag = service.get(owner, "/api/v1/patterns").header("ETag");
    long others = rows("patterns", "id <> '" + id + "'");

    assertThat(service.call("DELETE", owner, one, "").status()).isEqualTo(204);
    assertThat(service.get(owner, one).status()).isEqualTo(404);
    assertThat(service.call("DELETE", owner, one, "").status()).isEqualTo(404);
    assertThat(service.get(owner, "/api/v1/patterns").header("ETag")).isNotEqualTo(tag);
    assertThat(rows("patterns")).isEqualTo(others);
    assertThat(rows("pattern_interactions", "pattern_id = '" + id + "'")).isZero();

    service.call("POST", owner, "/api/v1/patterns/runs", "{\"period\":\"all_time\"}");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(rows("runs", "cause = 'asked'", "state = 'done'")).isOne());
    assertThat(service.get(owner, one).status()).isEqualTo(404);
    assertThat(rows("patterns")).isEqualTo(others);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(service.published(Topics.PATTERN_DELETIONS, organization))
                    .extracting(event -> event.path("patternId").asString())
                    .containsExactly(id));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(service.published(Topics.AUDIT_EVENTS, organization))
                    .filteredOn(event -> event.path("action").asString().equals("pattern.deleted"))
                    .singleElement()
                    .satisfies(
                        event -> {
                          assertThat(event.path("object").asString()).isEqualTo("pattern:" + id);
                          assertThat(event.path("actor").asString()).contains(owner.id());
                        }));
    assertThat(service.published(Topics.PATTERN_EVENTS, organization))
        .filteredOn(event -> event.path("patternId").asString().equals(id))
        .as("announced once, before")
        .hasSize(1);
  }

  private List<String> found() {
    return service
        .bean(JdbcClient.class)
        .sql("SELECT id FROM patterns WHERE org_id = ? AND status <> 'gone'")
        .param(organization)
        .query(String.class)
        .list();
  }

  private boolean isInInbox(InteractionRecorded visit) {
    return service
            .bean(JdbcClient.class)
            .sql("SELECT count(*) FROM inbox WHERE event_id = ?")
            .param(visit.interactionId() + ":" + visit.version())
            .query(Integer.class)
            .single()
        > 0;
  }

  private JsonNode awaitPattern(String path) {
    List<JsonNode> found = new ArrayList<>();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              found.clear();
              for (JsonNode item : service.get(owner, path).json().path("items")) {
                if (item.path("measure").asString().equals("trouble-rate")) {
                  found.add(item);
                }
              }
              assertThat(found).isNotEmpty();
            });
    return found.getFirst();
  }

  /** Until all that was recorded is counted, and no run waits to be done. */
  private void awaitCounted(int visits) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(rows("days", "changes > counted")).isZero();
              assertThat(rows("runs", "state IN ('waiting', 'running')")).isZero();
              assertThat(stored(TimePeriod.ALL_TIME))
                  .extracting(Counts::visits)
                  .containsExactly((long) visits);
            });
  }

  private List<JsonNode> runs() {
    List<JsonNode> runs = new ArrayList<>();
    service.get(owner, "/api/v1/patterns/runs?limit=100").json().path("items").forEach(runs::add);
    return runs;
  }

  private long rows(String table, String... conditions) {
    return service
        .bean(JdbcClient.class)
        .sql(
            "SELECT count(*) FROM "
                + table
                + " WHERE org_id = ?"
                + List.of(conditions).stream()
                    .map(condition -> " AND " + condition)
                    .collect(Collectors.joining()))
        .param(organization)
        .query(Long.class)
        .single();
  }

  private List<Counts> stored(TimePeriod period) {
    return service
        .bean(CountsStore.class)
        .between(organization, period, TimePeriod.EVER, TimePeriod.ALL_TIME.end(TimePeriod.EVER))
        .stream()
        .map(Slice::counts)
        .filter(counts -> counts.visits() > 0)
        .toList();
  }

  private void awaitReconciled(Map<String, InteractionRecorded> truth) {
    Map<LocalDate, VisitCounter> days = new TreeMap<>();
    truth.values().stream()
        .sorted(Comparator.comparing(InteractionRecorded::interactionId))
        .forEach(
            visit ->
                days.computeIfAbsent(
                        visit.startedAt().atZone(ZoneOffset.UTC).toLocalDate(),
                        _ -> new VisitCounter())
                    .add(facts(visit)));
    Map<LocalDate, Counts> anew = new TreeMap<>();
    days.forEach((day, counter) -> anew.put(day, counter.counts()));
    for (TimePeriod period : TimePeriod.values()) {
      Map<LocalDate, Counts> expected = new TreeMap<>();
      anew.forEach(
          (day, counts) ->
              expected.computeIfAbsent(period.startOf(day), _ -> new Counts()).plus(counts));
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(stored(period))
                      .as(period.word())
                      .containsExactlyElementsOf(expected.values()));
    }
  }

  private JsonNode erase(Scope scope, String subject) {
    String erasure = UuidV7.next();
    service.order(new ErasureOrdered(organization, erasure, scope, subject, Instant.now()));
    List<JsonNode> done = new ArrayList<>();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              done.clear();
              service.published(Topics.IDENTITY_EVENTS, organization).stream()
                  .filter(event -> event.path("erasureId").asString().equals(erasure))
                  .filter(event -> event.path("service").asString().equals(Services.PATTERN))
                  .forEach(done::add);
              assertThat(done).hasSize(1);
            });
    return done.getFirst();
  }

  /**
   * In batches as small as interaction-service's, so that a busy machine acknowledges each in time.
   */
  private void record(List<InteractionRecorded> visits) {
    for (int from = 0; from < visits.size(); from += BATCH) {
      service
          .bean(EventPublisher.class)
          .publish(
              Topics.ANALYTICS_QUEUE,
              visits.subList(from, Math.min(visits.size(), from + BATCH)).stream()
                  .map(
                      visit ->
                          new Event<>(
                              visit.interactionId() + ":" + visit.version(),
                              organization,
                              organization,
                              visit))
                  .toList());
    }
  }

  private List<InteractionRecorded> troubledShop(long seed, int visits, int days) {
    return TroubledShop.visits(organization, seed, visits, days, "address");
  }

  private InteractionRecorded recorded(
      String id, int version, Instant start, InteractionFacts facts) {
    return TroubledShop.recorded(organization, id, version, start, facts);
  }

  private static InteractionFacts facts(InteractionRecorded visit) {
    return Objects.requireNonNull(visit.facts());
  }
}
