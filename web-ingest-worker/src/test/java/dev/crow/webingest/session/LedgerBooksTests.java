package dev.crow.webingest.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import dev.crow.contracts.interaction.v1.SessionSettled.Outcome;
import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.contracts.web.v1.SessionContext;
import dev.crow.contracts.web.v1.WebEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerBooksTests {

  private static final Duration GAP = Duration.ofHours(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final SessionDriver driver = new SessionDriver();

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void countsFatesForTheMinuteInWhichAnEventArrived() {
    WebEvent first = driver.event("page_view");
    driver.refusing("event-too-old", 2).events("s", first);
    driver.passes(MINUTE).events("s", first, driver.event("click"));
    assertThat(driver.minute(0).open()).isOne();
    assertThat(driver.minute(0).refused()).isEqualTo(Map.of("event-too-old", 2L));
    assertThat(driver.minute(1).duplicates()).isOne();

    driver.end("s");
    assertThat(driver.minute(0).waiting()).isOne();
    assertThat(driver.minute(1).waiting()).isOne();
    driver.passes(MINUTE).settle(driver.onlyClosed(), Outcome.RECORDED);

    assertThat(driver.minute(0).stored()).isOne();
    assertThat(driver.minute(1).stored()).isOne();
    assertThat(driver.minutes()).as("nothing arrived since").doesNotContainKey(2);
    assertThat(driver.ledger().stored()).isEqualTo(2);
    assertThat(driver.ledger().waiting()).isZero();
  }

  @Test
  void whatWasSentOnWaitsFromThenOnAndNotFromItsArrival() {
    driver.events("s", driver.event("page_view"));
    driver.passes(MINUTE.multipliedBy(30)).end("s");
    assertThat(driver.waiting()).containsOnlyKeys(30);
    assertThat(driver.waiting().values()).extracting(LedgerEntry::waiting).containsExactly(1L);
    driver.settle(driver.onlyClosed(), Outcome.RECORDED);
    assertThat(driver.waiting()).isEmpty();
  }

  @Test
  void wordHeardTwiceIsCountedOnce() {
    driver.events("s", driver.event("page_view"));
    driver.end("s");
    SessionClosed closed = driver.onlyClosed();
    driver.settle(closed, Outcome.RECORDED);
    driver.settle(closed, Outcome.RECORDED);
    assertThat(driver.ledger().stored()).isOne();
    assertThat(driver.ledger().waiting()).isZero();
  }

  @Test
  void wordOfALaterVersionStandsForTheEarlierOnes() {
    driver.events("s", driver.event("page_view"));
    driver.end("s");
    driver.events("s", driver.event("click"));
    driver.passes(GAP).tick();
    List<SessionClosed> versions = driver.closed();
    assertThat(versions).hasSize(2);
    driver.settle(versions.getLast(), Outcome.RECORDED);
    assertThat(driver.ledger().stored()).isEqualTo(2);
    driver.settle(versions.getFirst(), Outcome.RECORDED);
    assertThat(driver.ledger().stored()).isEqualTo(2);
  }

  @Test
  void anErasedSessionThatBeginsAgainLaterIsCountedAfresh() {
    driver.start("s", visitor("canary"));
    driver.events("s", driver.event("page_view"));
    driver.end("s");
    driver.settle(driver.onlyClosed(), Outcome.RECORDED);
    driver.erase(Scope.VISITOR, "canary");
    driver.passes(GAP.plusHours(24)).events("s", driver.event("click"));
    driver.end("s");
    SessionClosed again = driver.onlyClosed();
    assertThat(driver.ledger().waiting()).isOne();
    driver.settle(again, Outcome.RECORDED);
    driver.settle(again, Outcome.RECORDED);
    assertThat(driver.ledger().stored()).isEqualTo(2);
    assertThat(driver.ledger().waiting()).isZero();
    assertThat(driver.waiting()).isEmpty();
  }

  @Test
  void aSessionDroppedBehindUsIsNotStored() {
    driver.events("s", driver.event("page_view"));
    driver.end("s");
    driver.settle(driver.onlyClosed(), Outcome.ERASED);
    assertThat(driver.ledger().forgotten()).isOne();
    assertThat(driver.ledger().stored()).isZero();
    assertThat(driver.waiting()).isEmpty();
  }

  @Test
  void aSessionIsRememberedUntilWordOfItCame() {
    driver.events("s", driver.event("page_view"));
    driver.end("s");
    SessionClosed closed = driver.onlyClosed();
    driver.passes(GAP).tick();
    driver.passes(Duration.ofDays(2)).tick();
    assertThat(driver.state("s")).isNotNull();
    driver.settle(closed, Outcome.RECORDED);
    assertThat(driver.ledger().stored()).isOne();
    driver.passes(Duration.ofDays(2)).tick();
    assertThat(driver.state("s")).isNull();
    assertThat(driver.everythingKept()).doesNotContain("org|");
  }

  @Test
  void anErasedOrganizationLeavesNothingThatWaits() {
    driver.events("s", driver.event("page_view"));
    driver.end("s");
    driver.erase(Scope.ORGANIZATION, "org");
    assertThat(driver.waiting()).isEmpty();
    assertThat(driver.minutes()).isEmpty();
    driver.settle(driver.onlyClosed(), Outcome.ERASED);
    assertThat(driver.ledger()).isEqualTo(LedgerEntry.NONE);
  }

  @Test
  void followsAReceiptFromOpenToRecorded() {
    WebEvent event = driver.event("page_view");
    driver.refusing("invalid-event", 1).events("s", event);
    String receipt = driver.lastReceipt();
    assertThat(driver.receipt(receipt).told()).isFalse();
    assertThat(driver.receipt(receipt).eventIds()).containsExactly(event.eventId());
    assertThat(driver.receipt(receipt).refused()).isEqualTo(Map.of("invalid-event", 1));

    driver.end("s");
    assertThat(driver.receipt(receipt).told()).isTrue();
    assertThat(driver.receipt(receipt).settled()).isNull();

    driver.events("s", driver.event("click"));
    String late = driver.lastReceipt();
    driver.settle(driver.onlyClosed(), Outcome.RECORDED);
    assertThat(driver.receipt(receipt).settled())
        .extracting(TracedReceipt.Settled::interactionId)
        .isEqualTo("interaction-of-s");
    assertThat(driver.receipt(late).told()).as("the next version will hold it").isFalse();
    assertThat(driver.receipt(late).settled()).isNull();
  }

  @Test
  void aReceiptOfRepetitionsSaysThatNothingWasNew() {
    WebEvent event = driver.event("page_view");
    driver.events("s", event);
    driver.events("s", event);
    TracedReceipt receipt = driver.receipt(driver.lastReceipt());
    assertThat(receipt.eventIds()).isEmpty();
    assertThat(receipt.duplicates()).isOne();
    assertThat(receipt.told()).isFalse();
  }

  @Test
  void aRecordThatTheLogHoldsTwiceLeavesItsReceiptAsItIs() {
    driver.events("s", driver.event("page_view"));
    driver.lastRecordAgain();
    TracedReceipt receipt = driver.receipt(driver.lastReceipt());
    assertThat(receipt.eventIds()).hasSize(1);
    assertThat(receipt.duplicates()).isZero();
  }

  @Test
  void receiptsGoWithTheirSessionAndThoseOfAnErasedVisitorAtOnce() {
    driver.start("s", visitor("canary"));
    driver.events("s", driver.event("page_view"));
    String erased = driver.lastReceipt();
    driver.events("t", driver.event("page_view"));
    String other = driver.lastReceipt();
    driver.refusing("invalid-event", 1).events("nobody");
    String empty = driver.lastReceipt();
    driver.erase(Scope.VISITOR, "canary");
    assertThat(driver.hasReceipt(erased)).isFalse();
    assertThat(driver.hasReceipt(other)).isTrue();
    assertThat(driver.hasReceipt(empty)).isTrue();
    driver.passes(GAP).tick();
    driver.closed().forEach(closed -> driver.settle(closed, Outcome.RECORDED));
    driver.passes(Duration.ofHours(24)).tick();
    assertThat(driver.hasReceipt(other)).isFalse();
    assertThat(driver.hasReceipt(empty)).isFalse();
  }

  @Test
  void aReceiptIsAbsentForAnotherOrganization() {
    driver.events("s", driver.event("page_view"));
    String receipt = driver.lastReceipt();
    assertThat(driver.as("org-2").hasReceipt(receipt)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theMinutesAddUpToTheTotalWhateverHappens(long seed) {
    Random random = new Random(seed);
    List<SessionClosed> unsettled = new ArrayList<>();
    for (int step = 0; step < 60; step++) {
      String session = "s" + random.nextInt(4);
      switch (random.nextInt(10)) {
        case 0 -> driver.end(session);
        case 1 -> driver.passes(Duration.ofSeconds(random.nextInt(4_000))).tick();
        case 2 -> driver.start(session, visitor("v" + random.nextInt(20)));
        case 3 -> driver.refusing("invalid-event", 1).events(session);
        case 4 -> {
          if (random.nextInt(5) == 0) {
            driver.erase(Scope.VISITOR, "v" + random.nextInt(20));
          }
        }
        case 5, 6 -> {
          if (!unsettled.isEmpty()) {
            SessionClosed one = unsettled.remove(random.nextInt(unsettled.size()));
            driver.settle(one, random.nextInt(4) == 0 ? Outcome.ERASED : Outcome.RECORDED);
          }
        }
        default -> driver.events(session, driver.event("click"), driver.event("click"));
      }
      unsettled.addAll(driver.closed());
      assertSums();
    }
    driver.passes(GAP).tick();
    unsettled.addAll(driver.closed());
    unsettled.forEach(one -> driver.settle(one, Outcome.RECORDED));
    assertSums();
    assertThat(driver.ledger().open()).isZero();
    assertThat(driver.ledger().waiting()).isZero();
    assertThat(driver.waiting()).isEmpty();
  }

  private void assertSums() {
    LedgerEntry total = driver.ledger();
    LedgerEntry minutes =
        driver.minutes().values().stream().reduce(LedgerEntry.NONE, LedgerEntry::plus);
    assertThat(minutes.received()).isEqualTo(total.received());
    assertThat(minutes.stored()).isEqualTo(total.stored());
    assertThat(minutes.open()).isEqualTo(total.open());
    assertThat(minutes.waiting()).isEqualTo(total.waiting());
    assertThat(minutes.refused()).isEqualTo(total.refused());
    assertThat(driver.minutes().values())
        .allSatisfy(
            minute -> {
              assertThat(minute.open()).isNotNegative();
              assertThat(minute.waiting()).isNotNegative();
            });
    assertThat(driver.waiting().values().stream().mapToLong(LedgerEntry::waiting).sum())
        .isEqualTo(total.waiting());
  }

  private static SessionContext visitor(String anonymousId) {
    return new SessionContext(anonymousId, null, null, null, null, null, null, null, null);
  }
}
