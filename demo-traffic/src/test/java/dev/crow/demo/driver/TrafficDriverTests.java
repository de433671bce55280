package dev.crow.demo.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.demo.driver.FakeSuite.Call;
import dev.crow.demo.driver.FakeSuite.Mood;
import dev.crow.demo.session.DemoSession;
import dev.crow.demo.session.SessionGenerator;
import dev.crow.demo.world.World;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrafficDriverTests {

  private static final String KEY = "crow_pk_test";

  private final FakeSuite suite = new FakeSuite();
  private final FakeTime time = new FakeTime();

  @AfterEach
  void close() {
    suite.close();
  }

  @Test
  void aHealthySuiteAcknowledgesEveryEventOnce() throws Exception {
    List<DemoSession> sessions = sessions(30);
    Ledger ledger = driver(settings()).send(sessions);
    assertThat(ledger.acknowledged()).isEqualTo(ids(sessions)).isEqualTo(suite.stored());
    assertThat(ledger.duplicates()).isEmpty();
    assertThat(ledger.refused()).isEmpty();
    assertThat(ledger.failed()).isEmpty();
    assertThat(ledger.sessions()).isEqualTo(30);
    assertThat(ledger.receipts()).hasSize(suite.calls("/batch").size());
    assertThat(ledger.answers()).containsOnlyKeys(202);
  }

  @Test
  void eachSessionIsStartedSentInSmallBatchesInOrderAndEndedIfItEnds() throws Exception {
    List<DemoSession> sessions = sessions(30);
    driver(settings().spreadOver(Duration.ZERO, Duration.ofSeconds(12))).send(sessions);
    Map<String, List<Call>> calls =
        suite.calls().stream()
            .collect(Collectors.groupingBy(c -> c.json().path("sessionId").stringValue()));
    for (DemoSession session : sessions) {
      List<Call> own = calls.getOrDefault(session.sessionId(), List.of());
      assertThat(own.getFirst().path()).isEqualTo("/api/v1/ingest/session/start");
      assertThat(own)
          .filteredOn(call -> !call.path().endsWith("/session/end"))
          .allMatch(
              call ->
                  call.json().path("idleTimeoutSeconds").asInt(0)
                      == (session.endsExplicitly() ? 0 : 12));
      assertThat(own.getLast().path().endsWith("/session/end")).isEqualTo(session.endsExplicitly());
      List<Call> batches = own.stream().filter(Call::isBatch).toList();
      assertThat(batches).allMatch(b -> b.json().path("events").size() <= 10);
      assertThat(
              batches.stream()
                  .flatMap(b -> b.json().path("events").valueStream())
                  .map(e -> e.path("eventId").stringValue()))
          .containsExactlyElementsOf(session.truth().eventIds());
    }
    assertThat(suite.calls()).allMatch(c -> c.authorization().equals("Bearer " + KEY));
  }

  @Test
  void writesTheWireFormat() throws Exception {
    DemoSession session =
        sessions(50).stream().filter(s -> s.context().userId() != null).findFirst().orElseThrow();
    driver(settings()).send(List.of(session));
    var start = suite.calls("/session/start").getFirst().json();
    assertThat(start.path("userId").stringValue()).isEqualTo(session.context().userId());
    assertThat(start.path("context").path("screenSize").path("width").isInt()).isTrue();
    var event = suite.calls("/batch").getFirst().json().path("events").path(0);
    assertThat(event.path("timestamp").longValue()).isEqualTo(session.startedAt().toEpochMilli());
    assertThat(event.path("type").stringValue()).isEqualTo("page_view");
    assertThat(event.path("properties").isObject()).isTrue();
  }

  @Test
  void repeatsTheSameBytesUntilEverythingIsTakenWhateverTheSuiteDoes() throws Exception {
    Random random = new Random(7);
    suite.in(
        _ ->
            switch (random.nextInt(8)) {
              case 0 -> new Mood.Answers(503, Map.of("Retry-After", "1"), "{}");
              case 1 -> Mood.status(429);
              case 2 -> Mood.status(500);
              case 3 -> new Mood.HangsUp();
              case 4 -> new Mood.TakesAndHangsUp();
              case 5 -> Mood.status(408);
              default -> new Mood.Takes();
            });
    List<DemoSession> sessions = sessions(25);
    Ledger ledger = driver(settings().retryingFor(Duration.ofHours(10))).send(sessions);

    assertThat(ledger.acknowledged()).isEqualTo(ids(sessions)).isEqualTo(suite.stored());
    assertThat(ledger.duplicates()).isNotEmpty().isEqualTo(suite.repeated());
    assertThat(ledger.failed()).isEmpty();
    assertThat(ledger.incompleteSessions()).isEmpty();
    assertThat(ledger.retries()).isPositive();
    assertThat(ledger.brokenConnections()).isPositive();
    Map<String, Set<String>> bodies = new HashMap<>();
    for (Call batch : suite.calls("/batch")) {
      String first = batch.json().path("events").path(0).path("eventId").stringValue();
      bodies.computeIfAbsent(first, _ -> new HashSet<>()).add(batch.body());
    }
    assertThat(suite.calls("/batch").size()).isGreaterThan(bodies.size());
    assertThat(bodies.values()).allMatch(same -> same.size() == 1);
  }

  @Test
  void waitsAtLeastAsLongAsAsked() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    suite.in(
        _ ->
            calls.getAndIncrement() == 0
                ? new Mood.Answers(429, Map.of("Retry-After", "7"), "{}")
                : new Mood.Takes());
    driver(settings()).send(sessions(1));
    assertThat(time.pauses()).hasSize(1);
    assertThat(time.pauses().getFirst()).isBetween(Duration.ofSeconds(7), Duration.ofMillis(7_500));
  }

  @Test
  void givesUpAtOnceWhenAskedToWaitBeyondTheDeadline() throws Exception {
    suite.in(_ -> new Mood.Answers(503, Map.of("Retry-After", "3600"), "{}"));
    List<DemoSession> sessions = sessions(1);
    Ledger ledger = driver(settings()).send(sessions);
    assertThat(ledger.failed()).isEqualTo(ids(sessions));
    assertThat(ledger.acknowledged()).isEmpty();
    assertThat(time.pauses()).isEmpty();
  }

  @Test
  void waitsOnlyOnceForASuiteThatIsGone() throws Exception {
    List<DemoSession> sessions = sessions(40);
    suite.close();
    Ledger ledger = driver(settings().atOnce(1)).send(sessions);
    assertThat(ledger.failed()).isEqualTo(ids(sessions));
    assertThat(ledger.brokenConnections()).isPositive();
    Duration waited = time.pauses().stream().reduce(Duration.ZERO, Duration::plus);
    assertThat(waited).isLessThan(settings().retryDeadline().multipliedBy(2));
  }

  @Test
  void keepsTheReasonOfEachRefusedEvent() throws Exception {
    DemoSession session = longSession();
    String bad = session.truth().eventIds().getFirst();
    suite.in(
        call ->
            call.isBatch() && call.body().contains(bad)
                ? new Mood.Answers(202, Map.of(), refusing(call, bad))
                : new Mood.Takes());
    Ledger ledger = driver(settings()).send(List.of(session));
    assertThat(ledger.refused()).isEqualTo(Map.of(bad, "event-too-old"));
    assertThat(ledger.acknowledged()).hasSize(session.events().size() - 1);
    assertThat(ledger.failed()).isEmpty();
  }

  @Test
  void countsABatchRefusedAsAWholeAndDoesNotRepeatIt() throws Exception {
    suite.in(call -> call.isBatch() ? Mood.status(422) : new Mood.Takes());
    List<DemoSession> sessions = sessions(1);
    Ledger ledger = driver(settings()).send(sessions);
    assertThat(ledger.refused().keySet()).isEqualTo(ids(sessions));
    assertThat(ledger.refused().values()).containsOnly("HTTP 422");
    assertThat(ledger.retries()).isZero();
  }

  @Test
  void doesNotTakeAnAnswerWithoutReceiptForAnAcknowledgement() throws Exception {
    suite.in(_ -> new Mood.Answers(202, Map.of(), "<html>welcome</html>"));
    List<DemoSession> sessions = sessions(1);
    Ledger ledger = driver(settings()).send(sessions);
    assertThat(ledger.failed()).isEqualTo(ids(sessions));
    assertThat(ledger.acknowledged()).isEmpty();
    assertThat(ledger.receipts()).isEmpty();
  }

  @Test
  void stopsWhenTheKeyIsRefused() throws Exception {
    suite.in(_ -> Mood.status(401));
    Ledger ledger = driver(settings().atOnce(1)).send(sessions(50));
    assertThat(ledger.keyRefused()).isTrue();
    assertThat(ledger.sessions()).isLessThan(5);
  }

  @Test
  void sendsSeveralSessionsAtOnceButNotMoreThanAllowed() throws Exception {
    CountDownLatch three = new CountDownLatch(3);
    suite.in(
        _ -> {
          three.countDown();
          meet(three);
          return new Mood.Takes();
        });
    driver(settings().atOnce(3)).send(sessions(60));
    assertThat(suite.mostUnderWay()).isEqualTo(3);
  }

  @Test
  void settingsDoNotPrintTheKey() {
    assertThat(settings().toString()).doesNotContain(KEY);
  }

  private static void meet(CountDownLatch others) {
    try {
      assertThat(others.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String refusing(Call call, String bad) {
    String entries =
        call.json()
            .path("events")
            .valueStream()
            .map(event -> event.path("eventId").stringValue())
            .map(
                id ->
                    id.equals(bad)
                        ? "{\"eventId\":\""
                            + id
                            + "\",\"status\":\"refused\",\"reason\":\"event-too-old\"}"
                        : "{\"eventId\":\"" + id + "\",\"status\":\"stored\"}")
            .collect(Collectors.joining(","));
    return "{\"receiptId\":\"r\",\"events\":[" + entries + "]}";
  }

  private TrafficDriver driver(TrafficSettings settings) {
    return new TrafficDriver(settings, time, time);
  }

  private TrafficSettings settings() {
    URI address = suite.address();
    return TrafficSettings.of(address, KEY);
  }

  private static DemoSession longSession() {
    return sessions(50).stream().filter(s -> s.events().size() > 20).findFirst().orElseThrow();
  }

  private static List<DemoSession> sessions(int count) {
    Instant now = Instant.parse("2026-10-14T15:20:30Z");
    return new SessionGenerator(World.standard(), 42, now, Duration.ofDays(7))
        .stream().limit(count).toList();
  }

  private static Set<String> ids(List<DemoSession> sessions) {
    return sessions.stream()
        .flatMap(s -> s.truth().eventIds().stream())
        .collect(Collectors.toSet());
  }
}
