package dev.crow.interaction.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crow.contracts.Topics;
import dev.crow.contracts.export.v1.ExportFilters;
import dev.crow.contracts.export.v1.ExportKinds;
import dev.crow.contracts.export.v1.ExportPartOrdered;
import dev.crow.contracts.web.v1.SessionContext;
import dev.crow.events.Event;
import dev.crow.events.EventPublisher;
import dev.crow.exporting.ExportParts;
import dev.crow.exporting.ExportSource;
import dev.crow.interaction.InteractionServiceApplication;
import dev.crow.interaction.ledger.InteractionQuery.Place;
import dev.crow.interaction.ledger.Interactions.Recording;
import dev.crow.objectstore.ObjectPrefix;
import dev.crow.objectstore.ObjectStore;
import dev.crow.objectstore.ObjectSummary;
import dev.crow.relational.UuidV7;
import dev.crow.testkit.events.Records;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchiveTests {

  private static final Instant START = Instant.parse("2021-06-01T00:00:00Z");
  private static final int FOUND = 8;
  private static final Instant LATER = Instant.parse("2030-01-01T00:00:00Z");

  @TempDir static Path data;

  private ConfigurableApplicationContext service;
  private InteractionStore store;
  private Archive archive;
  private String organization;

  @BeforeAll
  void start() {
    service =
        new SpringApplicationBuilder(InteractionServiceApplication.class)
            .run(
                "--spring.config.name=interaction-service",
                "--server.port=0",
                "--crow.lifecycle.enabled=false",
                "--crow.data-dir=" + data);
    store = service.getBean(InteractionStore.class);
    archive = service.getBean(Archive.class);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @BeforeEach
  void another() {
    organization = UuidV7.next();
  }

  /** One organization rolls at random moments, the other never; nobody can tell which is which. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void rollingAtRandomMomentsChangesNoAnswer(long seed) {
    Random random = new Random(seed);
    String plain = UuidV7.next();
    List<Integer> versions = new ArrayList<>();
    for (int step = 0; step < 60; step++) {
      int cut = random.nextInt(3000);
      switch (random.nextInt(10)) {
        case 0, 1, 2, 3 -> {
          for (int i = 0; i < 5; i++) {
            versions.add(1);
            both(plain, random.nextInt(3000), versions.size(), 1);
          }
        }
        case 4, 5 -> {
          if (!versions.isEmpty()) {
            int number = 1 + random.nextInt(versions.size());
            int version = versions.get(number - 1) + random.nextInt(2);
            versions.set(number - 1, version);
            awaitPublished();
            both(plain, random.nextInt(3000), number, version);
          }
        }
        case 6, 7 -> rollAll(organization, day(cut));
        case 8 -> {
          String visitor = "v" + random.nextInt(4);
          assertThat(forget(organization, visitor)).isEqualTo(forget(plain, visitor));
        }
        default -> {
          if (random.nextInt(3) == 0) {
            prune(organization, day(cut / 4));
            prune(plain, day(cut / 4));
          }
        }
      }
      assertThat(answers(organization, new Random(step)))
          .as("step %d", step)
          .isEqualTo(answers(plain, new Random(step)));
    }
  }

  @Test
  void anInteractionToldAnewAfterItWasArchivedIsThereOnce() {
    record(interaction(organization, 10, 1, 1));
    rollAll(organization, LATER);
    assertThat(rows()).isZero();
    record(interaction(organization, 10, 1, 1));
    assertThat(rows()).as("a repetition").isZero();
    record(interaction(organization, 11, 1, 2));
    assertThat(rows()).isOne();
    assertThat(page(organization, null, null)).hasSize(1);
    rollAll(organization, LATER);
    assertThat(page(organization, null, null).getFirst().version()).isEqualTo(2);
    assertThat(store.totals(organization).interactions()).isOne();
  }

  @Test
  void aRowThatChangesWhileItsFileIsWrittenIsNotLost() {
    record(interaction(organization, 10, 1, 1));
    Interaction read = store.oldest(organization, LATER, 10).getFirst();
    record(interaction(organization, 10, 1, 2));
    ArchiveSegment segment = new ArchiveSegment(UuidV7.next(), organization, 2021);
    ArchiveRows rows =
        new ArchiveRows(service.getBean(JdbcClient.class), service.getBean(JsonMapper.class));
    rows.announce(segment, 1, 1, Instant.now());
    TransactionTemplate transaction =
        new TransactionTemplate(service.getBean(PlatformTransactionManager.class));
    assertThatThrownBy(
            () -> transaction.executeWithoutResult(_ -> rows.move(segment, List.of(read))))
        .isInstanceOf(DataAccessException.class);
    assertThat(page(organization, null, null).getFirst().version()).isEqualTo(2);
    archive.sweep(organization);
    assertThat(rows.unfinished(organization)).isEmpty();
  }

  @Test
  void exportsHoldRowsAndArchivedOnesAlikePartByPart() {
    for (int number = 1; number <= 9; number++) {
      record(interaction(organization, number, number, 1));
    }
    record(interaction(UuidV7.next(), 5, 5, 1));
    rollAll(organization, day(5));
    ExportSource source = service.getBean(ExportSource.class);
    List<String> sessions = new ArrayList<>();
    String after = null;
    do {
      ExportSource.Rows rows = source.read(order(sessions.size(), after), 2);
      assertThat(rows.rows()).hasSizeLessThanOrEqualTo(2);
      assertThat(rows.expected()).isEqualTo(after == null ? 7L : null);
      rows.rows().forEach(row -> sessions.add(((InteractionView) row).sessionId()));
      after = rows.next();
    } while (after != null);
    assertThat(sessions).containsExactly("s8", "s7", "s6", "s5", "s4", "s3", "s2");
  }

  /** Of days 2 to 8. */
  private ExportPartOrdered order(int part, @Nullable String after) {
    return new ExportPartOrdered(
        organization,
        "export-" + organization,
        part + 1,
        ExportKinds.INTERACTIONS,
        new ExportFilters(
            LocalDate.ofInstant(day(2), ZoneOffset.UTC),
            LocalDate.ofInstant(day(8), ZoneOffset.UTC),
            "web",
            null,
            null),
        "UTC",
        after,
        Instant.now());
  }

  @Test
  void aPartThatIsOrderedIsWrittenAndAnnouncedOnce() {
    record(interaction(organization, 3, 1, 1));
    Event<ExportPartOrdered> ordered =
        new Event<>(UuidV7.next(), organization, organization, order(0, null));
    Event<ExportPartOrdered> ofAnotherService =
        new Event<>(
            UuidV7.next(),
            organization,
            organization,
            new ExportPartOrdered(
                organization,
                "another",
                1,
                ExportKinds.PRODUCTS,
                new ExportFilters(null, null, null, null, null),
                "UTC",
                null,
                Instant.now()));
    service
        .getBean(EventPublisher.class)
        .publish(Topics.EXPORT_QUEUE, List.of(ofAnotherService, ordered, ordered));
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !announced().isEmpty());
    JsonNode written = announced().getFirst();
    assertThat(written.path("event").asString()).isEqualTo("export-part-written");
    assertThat(written.path("rows").asInt()).isOne();
    assertThat(written.path("part").asInt()).isOne();
    ObjectStore objects = service.getBean(ObjectStore.class);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        objects
                            .list(ObjectPrefix.of(ExportParts.AREA, organization), null, 10)
                            .objects())
                    .extracting(ObjectSummary::key)
                    .containsExactly(
                        ExportParts.key(
                            organization,
                            "export-" + organization,
                            written.path("objectName").asString())));
    assertThat(announced()).hasSize(1);
  }

  private List<JsonNode> announced() {
    return Records.of(
            service.getBean(KafkaConnectionDetails.class), Topics.EXPORT_PARTS, organization)
        .stream()
        .map(service.getBean(JsonMapper.class)::readTree)
        .toList();
  }

  @Test
  void aFileCutShortByACrashIsSweptAndALiveOneStays() {
    record(interaction(organization, 10, 1, 1));
    rollAll(organization, LATER);
    ArchiveFiles files = service.getBean(ArchiveFiles.class);
    files.write(
        new ArchiveSegment(UuidV7.next(), organization, 2021),
        files.pack(List.of(interaction(organization, 10, 9, 1))));
    assertThat(objects()).hasSize(2);
    archive.sweep(organization);
    assertThat(objects()).hasSize(1);
    assertThat(page(organization, null, null)).hasSize(1);
  }

  @Test
  void filesAreYearlyCompressedAndHoldNothingOfTheErased() {
    for (int i = 1; i <= 8; i++) {
      record(interaction(organization, i * 300, i, 1));
    }
    rollAll(organization, LATER);
    assertThat(objects())
        .allSatisfy(
            object ->
                assertThat(object.key().value())
                    .matches(
                        "archives/interactions/" + organization + "/\\d{4}/[^/]*\\.jsonl\\.gz"))
        .hasSizeGreaterThan(4);
    assertThat(forget(organization, "v1")).isEqualTo(2);
    ArchiveFiles files = service.getBean(ArchiveFiles.class);
    for (ObjectSummary object : objects()) {
      String[] path = object.key().value().split("/", 0);
      List<String> lines =
          files
              .lines(organization, Integer.parseInt(path[3]), path[4].replace(".jsonl.gz", ""))
              .orElseThrow();
      assertThat(lines).noneMatch(line -> line.contains("\"v1\""));
    }
    assertThat(page(organization, null, null)).hasSize(6);
  }

  @Test
  void anotherOrganizationSeesAndRollsNothingOfIt() {
    record(interaction(organization, 10, 1, 1));
    rollAll(organization, LATER);
    String id = page(organization, null, null).getFirst().id();
    String other = UuidV7.next();
    assertThat(store.find(other, id)).isEmpty();
    assertThat(page(other, null, null)).isEmpty();
    assertThat(archive.roll(other, LATER)).isZero();
    assertThat(forget(other, "v1")).isZero();
    assertThat(store.find(organization, id)).isPresent();
  }

  /** What was forgotten meanwhile may be told again under the same id. */
  private void awaitPublished() {
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(
            () ->
                service
                        .getBean(JdbcClient.class)
                        .sql("SELECT count(*) FROM outbox")
                        .query(Long.class)
                        .single()
                    == 0);
  }

  private void both(String plain, int day, int number, int version) {
    record(interaction(organization, day, number, version));
    record(interaction(plain, day, number, version));
  }

  private List<Object> answers(String org, Random random) {
    List<Object> answers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Instant from = random.nextBoolean() ? day(random.nextInt(1500)) : null;
      Instant to = random.nextBoolean() ? day(1500 + random.nextInt(1500)) : null;
      String product = random.nextInt(3) == 0 ? "p" + random.nextInt(3) : null;
      answers.add(paged(org, from, to, product, 1 + random.nextInt(20)));
    }
    answers.add(store.totals(org));
    answers.add(service.getBean(DayCounts.class).read(org, START, LATER));
    List<Interaction> all = page(org, null, null);
    // Each costs the reading of a whole file, and over the steps all have their turn.
    for (int i = 0; i < Math.min(FOUND, all.size()); i++) {
      String id = all.get(random.nextInt(all.size())).id();
      answers.add(comparable(store.find(org, id).orElseThrow()));
    }
    return answers;
  }

  private List<List<Object>> paged(
      String org,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String product,
      int limit) {
    List<List<Object>> all = new ArrayList<>();
    Place after = null;
    while (true) {
      List<Interaction> page =
          store.page(new InteractionQuery(org, from, to, null, product, null, after, limit));
      page.forEach(i -> all.add(comparable(i)));
      if (page.size() < limit) {
        return all;
      }
      after = new Place(page.getLast().startedAt(), page.getLast().id());
    }
  }

  /** Without what differs between two organizations anyway. */
  private static List<Object> comparable(Interaction i) {
    return List.of(
        i.sessionId(),
        i.run(),
        i.version(),
        i.description(),
        i.outcome(),
        i.confidence(),
        i.eventCount(),
        i.startedAt(),
        i.endedAt(),
        i.createdAt(),
        i.details());
  }

  private List<Interaction> page(String org, @Nullable Instant from, @Nullable Instant to) {
    return store.page(new InteractionQuery(org, from, to, null, null, null, null, 1000));
  }

  private long forget(String org, String visitor) {
    long archived = archive.forget(org, visitor, _ -> {});
    return archived + store.deleteVisitor(org, visitor);
  }

  private void prune(String org, Instant before) {
    while (archive.pruneRows(org, before, _ -> {}) > 0) {
      assertThat(org).isNotEmpty();
    }
    archive.prune(org, before, _ -> {});
  }

  private void rollAll(String org, Instant before) {
    while (archive.roll(org, before) > 0) {
      assertThat(org).isNotEmpty();
    }
  }

  private void record(Interaction interaction) {
    service
        .getBean(Interactions.class)
        .record(List.of(new Recording(UuidV7.next(), interaction, null)));
  }

  private long rows() {
    return store.countBefore(organization, LATER);
  }

  private List<ObjectSummary> objects() {
    return service
        .getBean(ObjectStore.class)
        .list(ObjectPrefix.of("archives/interactions", organization), null, 100)
        .objects();
  }

  private static Instant day(int number) {
    return START.plus(Duration.ofDays(number));
  }

  /** The number makes the start unique, so that the order never depends on an id. */
  private static Interaction interaction(String org, int day, int number, int version) {
    Instant start = day(day).plusSeconds(number);
    String session = "s" + number;
    return new Interaction(
        InteractionIds.of(org, "web", session, 1),
        org,
        "web",
        session,
        1,
        version,
        "They looked around\n\"" + number + "\".",
        version % 2 == 0 ? "purchased" : "browsed",
        0.5,
        "rules/1",
        number + version,
        start,
        start.plusSeconds(9),
        start.plusSeconds(99),
        new InteractionDetails(
            List.of(
                new InteractionDetails.Product("p" + number % 3, null, List.of("viewed"), null)),
            List.of(new InteractionDetails.Evidence("They looked around.", List.of("e1"))),
            number % 2 == 0 ? List.of("bounce", "returning") : List.of(),
            "idle",
            0,
            new SessionContext("v" + number % 4, null, null, null, null, null, null, null, null),
            List.of("e1"),
            null,
            null));
  }
}
