package dev.crow.analytics.projection;

import static dev.crow.analytics.TestSessions.event;
import static dev.crow.analytics.TestSessions.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.analytics.RunningAnalytics;
import dev.crow.analytics.projection.Projection.Arriving;
import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.contracts.web.v1.WebEventTypes;
import dev.crow.relational.UuidV7;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever comes, changes, comes twice and goes: the counts are those of what is there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CountsPropertyTests {

  private static final Instant START = Instant.parse("2026-01-28T20:00:00Z");
  private static final List<String> TYPES =
      List.of(
          WebEventTypes.PAGE_VIEW,
          WebEventTypes.PAGE_VIEW,
          WebEventTypes.CLICK,
          WebEventTypes.SEARCH,
          WebEventTypes.PRODUCT_VIEW,
          WebEventTypes.PURCHASE,
          WebEventTypes.WEB_VITAL);

  @TempDir static Path data;

  private RunningAnalytics service;
  private Projection projection;
  private SessionReader reader;
  private String organization;

  @BeforeAll
  void start() {
    service = new RunningAnalytics(data);
    projection = service.bean(Projection.class);
    reader = new SessionReader(service.bean(Visitors.class));
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @BeforeEach
  void another() {
    organization = UuidV7.next();
  }

  @Test
  void countsEqualACountFromScratchAfterEveryChange() {
    for (long seed = 1; seed <= 5; seed++) {
      organization = UuidV7.next();
      Random random = new Random(seed);
      Map<String, SessionClosed> there = new HashMap<>();
      Set<String> erased = new HashSet<>();
      for (int round = 0; round < 12; round++) {
        if (random.nextInt(5) == 0) {
          erase("v" + random.nextInt(8), there, erased);
        } else {
          arrive(random, there, erased);
        }
        assertSameAsFromScratch(there);
      }
      assertThat(there).isNotEmpty();
    }
  }

  @Test
  void anErasedVisitorLeavesNothingBehind() {
    Random random = new Random(9);
    for (int i = 0; i < 250; i++) {
      record(List.of(some(random, "s" + i, 1, "v1")));
    }
    assertThat(projection.erase(organization, "v1", "e")).isEqualTo(250);
    assertThat(cells()).isEmpty();
    record(List.of(some(random, "late", 1, "v1")));
    assertThat(cells()).isEmpty();
  }

  @Test
  void writersBesideEachOtherLoseNothing() throws Exception {
    List<SessionClosed> sessions =
        IntStream.range(0, 120)
            .mapToObj(i -> some(new Random(i), "s" + i, 1, "v" + i % 7))
            .toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> all = new ArrayList<>();
      for (int from = 0; from < sessions.size(); from += 10) {
        List<SessionClosed> own = sessions.subList(from, from + 10);
        all.add(threads.submit(() -> record(own)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    Map<String, SessionClosed> there = new HashMap<>();
    sessions.forEach(session -> there.put(session.sessionId(), session));
    assertSameAsFromScratch(there);
  }

  private void arrive(Random random, Map<String, SessionClosed> there, Set<String> erased) {
    List<SessionClosed> batch = new ArrayList<>();
    for (int i = random.nextInt(6); i >= 0; i--) {
      String id = "s" + random.nextInt(25);
      SessionClosed before = there.get(id);
      int version = before == null ? 1 : before.version() + random.nextInt(3) - 1;
      if (version < 1 || batch.stream().anyMatch(other -> other.sessionId().equals(id))) {
        continue;
      }
      SessionClosed session = some(random, id, version, "v" + Math.floorMod(id.hashCode(), 8));
      batch.add(session);
      boolean counts = before == null || before.version() < version;
      if (counts && !erased.contains(session.context().anonymousId())) {
        there.put(id, session);
      }
    }
    record(batch);
    if (random.nextBoolean()) {
      record(batch);
    }
  }

  private void erase(String visitor, Map<String, SessionClosed> there, Set<String> erased) {
    projection.erase(organization, visitor, "erasure");
    erased.add(visitor);
    there.values().removeIf(session -> visitor.equals(session.context().anonymousId()));
  }

  private void record(List<SessionClosed> sessions) {
    projection.record(
        "test",
        organization,
        sessions.stream()
            .map(
                session ->
                    new Arriving(
                        organization + session.sessionId() + ":" + session.version(),
                        reader.read(session)))
            .toList());
  }

  private SessionClosed some(Random random, String id, int version, String visitor) {
    Instant at = START.plus(Duration.ofMinutes(random.nextInt(60 * 24 * 9)));
    List<WebEvent> events = new ArrayList<>();
    for (int i = random.nextInt(12); i >= 0; i--) {
      String type = TYPES.get(random.nextInt(TYPES.size()));
      Map<String, Object> facts =
          Map.of(
              "query",
              "tea " + random.nextInt(3),
              "productId",
              "p" + random.nextInt(4),
              "total",
              random.nextInt(9_000) / 100.0,
              "currency",
              random.nextBoolean() ? "EUR" : "USD",
              "name",
              "LCP",
              "value",
              random.nextInt(5_000));
      events.add(event(at, type, "/page/" + random.nextInt(5), facts));
      at = at.plusSeconds(random.nextInt(900));
    }
    return session(organization, id, version, visitor, events);
  }

  private void assertSameAsFromScratch(Map<String, SessionClosed> there) {
    Tally scratch = new Tally();
    there.values().forEach(session -> scratch.add(reader.read(session)));
    Map<String, Long> expected = new TreeMap<>();
    scratch.cells().forEach((cell, value) -> expected.put(text(cell), value));
    Map<String, Set<String>> visitors = new HashMap<>();
    scratch
        .presences()
        .keySet()
        .forEach(
            presence ->
                visitors
                    .computeIfAbsent(
                        "visitors|" + presence.grain().word() + "|" + presence.start() + "|",
                        _ -> new HashSet<>())
                    .add(presence.visitor()));
    visitors.forEach((key, who) -> expected.put(key, (long) who.size()));
    Map<String, Long> counted = cells();
    assertThat(counted).isEqualTo(expected);
    assertThat(countedEvents(counted)).isEqualTo(eventsByDay(there));
  }

  /** Counted from the events themselves, without any of the code under test. */
  private static Map<String, Long> eventsByDay(Map<String, SessionClosed> there) {
    Map<String, Long> counts = new TreeMap<>();
    for (SessionClosed session : there.values()) {
      for (WebEvent event : session.events()) {
        String day = LocalDate.ofInstant(event.occurredAt(), ZoneOffset.UTC).toString();
        counts.merge(day + " " + event.type(), 1L, Long::sum);
      }
    }
    return counts;
  }

  private static Map<String, Long> countedEvents(Map<String, Long> cells) {
    Map<String, Long> counts = new TreeMap<>();
    cells.forEach(
        (cell, value) -> {
          String[] parts = cell.split("\\|", 4);
          if (parts[0].equals("events") && parts[1].equals("1d")) {
            Instant day = Instant.ofEpochSecond(Long.parseLong(parts[2]));
            counts.put(LocalDate.ofInstant(day, ZoneOffset.UTC) + " " + parts[3], value);
          }
        });
    return counts;
  }

  private static String text(Cell cell) {
    return String.join(
        "|", cell.measure().word(), cell.grain().word(), Long.toString(cell.start()), cell.key());
  }

  private Map<String, Long> cells() {
    Map<String, Long> cells = new TreeMap<>();
    service
        .bean(JdbcClient.class)
        .sql("SELECT * FROM cells WHERE org_id = ?")
        .param(organization)
        .query(
            (RowCallbackHandler)
                row ->
                    cells.put(
                        String.join(
                            "|",
                            row.getString("measure"),
                            row.getString("grain"),
                            Long.toString(row.getLong("start")),
                            row.getString("key")),
                        row.getLong("value")));
    return cells;
  }
}
