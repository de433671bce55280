package dev.crow.webingest.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.interaction.v1.SessionSettled.Outcome;
import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.contracts.web.v1.SessionClosed.Reason;
import dev.crow.contracts.web.v1.SessionContext;
import dev.crow.contracts.web.v1.WebEvent;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTopologyTests {

  private static final Duration GAP = Duration.ofHours(1);

  private final SessionDriver driver = new SessionDriver();

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void closesASessionOnceATickIsAGapBehindItsLastEvent() {
    driver.events("s", driver.event("page_view"), driver.event("click"));
    driver.passes(GAP.minusMillis(1)).tick();
    assertThat(driver.closed()).isEmpty();

    driver.passes(Duration.ofMillis(1)).tick();

    SessionClosed closed = driver.onlyClosed();
    assertThat(closed.reason()).isEqualTo(Reason.IDLE);
    assertThat(closed.events()).hasSize(2);
    assertThat(closed.run()).isEqualTo(1);
    assertThat(closed.version()).isEqualTo(1);
  }

  @Test
  void activityMovesTheEnd() {
    driver.events("s", driver.event("page_view"));
    driver.passes(GAP.dividedBy(2)).events("s", driver.event("click"));
    driver.passes(GAP.dividedBy(2)).tick();
    assertThat(driver.closed()).isEmpty();
    driver.passes(GAP.dividedBy(2)).tick();
    assertThat(driver.onlyClosed().events()).hasSize(2);
  }

  @Test
  void anEventBeyondTheGapStartsTheNextRunThoughNoTickWasSeen() {
    driver.events("s", driver.event("page_view"));
    driver.passes(GAP).events("s", driver.event("click"));
    assertThat(driver.onlyClosed().run()).isEqualTo(1);
    driver.passes(GAP).tick();
    SessionClosed second = driver.onlyClosed();
    assertThat(second.run()).isEqualTo(2);
    assertThat(second.events()).singleElement().extracting(WebEvent::type).isEqualTo("click");
  }

  @Test
  void anEndThatArrivesAfterTheGapClosesTheSessionOnce() {
    driver.events("s", driver.event("page_view"));
    driver.passes(GAP).end("s");
    assertThat(driver.onlyClosed().reason()).isEqualTo(Reason.IDLE);
    driver.passes(GAP).tick();
    assertThat(driver.closed()).isEmpty();
    assertThat(driver.ledger().open()).isZero();
  }

  @Test
  void anExplicitEndClosesAtOnce() {
    driver.events("s", driver.event("purchase"));
    driver.end("s");
    assertThat(driver.onlyClosed().reason()).isEqualTo(Reason.ENDED);
    driver.passes(GAP).tick();
    assertThat(driver.closed()).as("nothing new to tell").isEmpty();
  }

  @Test
  void lateEventsAmendAnEndedSessionAfterSomeQuiet() {
    driver.events("s", driver.event("page_view"));
    driver.end("s");
    assertThat(driver.onlyClosed().version()).isEqualTo(1);

    driver.passes(Duration.ofSeconds(3)).events("s", driver.event("click"));
    driver.passes(Duration.ofSeconds(9)).tick();
    assertThat(driver.closed()).as("not quiet long enough").isEmpty();
    driver.passes(Duration.ofSeconds(1)).tick();

    SessionClosed amended = driver.onlyClosed();
    assertThat(amended.run()).isEqualTo(1);
    assertThat(amended.version()).isEqualTo(2);
    assertThat(amended.events()).hasSize(2);
  }

  @Test
  void aPageThatEndsAndRestartsItsSessionOnEveryNavigationStaysOneSession() {
    for (int page = 0; page < 5; page++) {
      driver.start("s", SessionContext.EMPTY);
      driver.events("s", driver.event("page_view"));
      driver.end("s");
      driver.passes(Duration.ofSeconds(2)).tick();
    }
    driver.passes(Duration.ofSeconds(10)).tick();
    List<SessionClosed> closed = driver.closed();
    assertThat(closed).extracting(SessionClosed::run).containsOnly(1);
    assertThat(closed).extracting(SessionClosed::version).containsExactly(1, 2);
    assertThat(closed.getLast().events()).hasSize(5);
  }

  @Test
  void dropsRepetitionsAlsoAfterTheSessionClosed() {
    WebEvent event = driver.event("page_view");
    driver.events("s", event, event);
    driver.events("s", event);
    driver.passes(GAP).tick();
    SessionClosed closed = driver.onlyClosed();
    assertThat(closed.events()).hasSize(1);
    assertThat(closed.duplicates()).isEqualTo(2);

    driver.passes(Duration.ofMinutes(5)).events("s", event);
    driver.passes(GAP).tick();
    assertThat(driver.closed()).isEmpty();
    assertThat(driver.ledger().duplicates()).isEqualTo(3);
  }

  @Test
  void forgetsAClosedSessionAfterADay() {
    driver.events("s", driver.event("page_view"));
    driver.passes(GAP).tick();
    assertThat(driver.state("s")).isNotNull();
    driver.settle(driver.onlyClosed(), Outcome.RECORDED);
    driver.passes(Duration.ofHours(24)).tick();
    assertThat(driver.state("s")).isNull();
  }

  @Test
  void splitsASessionThatIsFull() {
    for (int i = 0; i < 25; i++) {
      driver.events("s", driver.event("click"));
    }
    driver.passes(GAP).tick();
    List<SessionClosed> closed = driver.closed();
    assertThat(closed).extracting(c -> c.events().size()).containsExactly(10, 10, 5);
    assertThat(closed).extracting(SessionClosed::run).containsExactly(1, 2, 3);
    assertThat(closed)
        .extracting(SessionClosed::reason)
        .containsExactly(Reason.FULL, Reason.FULL, Reason.IDLE);
  }

  @Test
  void aSenderMayAskForAShorterGapButNotForALonger() {
    driver.eventsWithGap("short", 10, driver.event("click"));
    driver.eventsWithGap("long", 1_000_000, driver.event("click"));
    driver.passes(Duration.ofSeconds(10)).tick();
    assertThat(driver.onlyClosed().sessionId()).isEqualTo("short");
    driver.passes(GAP).tick();
    assertThat(driver.onlyClosed().sessionId()).isEqualTo("long");
  }

  @Test
  void theNextRunKeepsTheGapThatWasAskedFor() {
    driver.eventsWithGap("s", 10, driver.event("click"));
    driver.passes(Duration.ofSeconds(10)).events("s", driver.event("click"));
    assertThat(driver.onlyClosed().run()).isEqualTo(1);
    driver.passes(Duration.ofSeconds(10)).tick();
    assertThat(driver.onlyClosed().run()).isEqualTo(2);
  }

  @Test
  void sessionsOfTwoOrganizationsWithOneIdNeverMeet() {
    driver.as("org-a").events("s", driver.event("page_view"));
    driver.as("org-b").events("s", driver.event("click"));
    driver.passes(GAP).tick();
    assertThat(driver.closed())
        .hasSize(2)
        .allSatisfy(closed -> assertThat(closed.events()).hasSize(1))
        .extracting(SessionClosed::organizationId)
        .containsExactlyInAnyOrder("org-a", "org-b");
  }

  @Test
  void ordersEventsByTheVisitorsClock() {
    WebEvent second = driver.eventAt("click", 2_000);
    WebEvent first = driver.eventAt("page_view", 1_000);
    driver.events("s", second, first);
    driver.end("s");
    assertThat(driver.onlyClosed().events()).containsExactly(first, second);
  }

  @Test
  void aBrokerClockThatStepsBackSplitsNothing() {
    driver.events("s", driver.event("page_view"));
    driver.passes(Duration.ofHours(-5)).events("s", driver.event("click"));
    driver.passes(Duration.ofHours(5)).tick();
    assertThat(driver.closed()).isEmpty();
    driver.passes(GAP).tick();
    assertThat(driver.onlyClosed().events()).hasSize(2);
  }

  @Test
  void aStartWithoutEventsNeverBecomesASession() {
    driver.start("s", SessionContext.EMPTY);
    driver.end("s");
    driver.passes(GAP).tick();
    assertThat(driver.closed()).isEmpty();
  }

  @Test
  void garbageGoesToTheDeadLettersAndItsNeighboursAreKept() {
    driver.garbage("{not json");
    driver.events("s", driver.event("click"));
    driver.end("s");
    assertThat(driver.onlyClosed().events()).hasSize(1);
    assertThat(driver.deadLetters()).containsExactly("{not json");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyEventIsInExactlyOneRunAndTheLedgerBalancesAfterEveryStep(long seed) {
    Random random = new Random(seed);
    Set<String> sent = new HashSet<>();
    WebEvent last = driver.event("click");
    sent.add(last.eventId());
    driver.events("s0", last);
    for (int step = 0; step < 120; step++) {
      String session = "s" + random.nextInt(4);
      switch (random.nextInt(12)) {
        case 10, 11 -> driver.passes(Duration.ofSeconds(random.nextInt(4_000)));
        case 0 -> driver.end(session);
        case 1 -> driver.passes(Duration.ofSeconds(random.nextInt(4_000))).tick();
        case 2 -> driver.events("s0", last);
        case 3 -> driver.start(session, SessionContext.EMPTY);
        default -> {
          WebEvent event = driver.event("click");
          sent.add(event.eventId());
          driver.events(session, event);
        }
      }
      LedgerEntry ledger = driver.ledger();
      assertThat(ledger.received())
          .isEqualTo(ledger.duplicates() + ledger.closed() + ledger.open());
      assertThat(ledger.open()).isNotNegative();
    }
    driver.passes(GAP).tick();
    driver.passes(GAP).tick();
    assertThat(driver.newestVersions())
        .as("seed %d", seed)
        .flatExtracting(SessionClosed::events)
        .extracting(WebEvent::eventId)
        .containsExactlyInAnyOrderElementsOf(sent);
    assertThat(driver.ledger().open()).isZero();
  }
}
