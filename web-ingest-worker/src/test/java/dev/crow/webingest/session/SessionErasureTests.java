package dev.crow.webingest.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.identity.v1.IdentityEvent.ErasureDone;
import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.contracts.web.v1.SessionContext;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionErasureTests {

  private static final Duration GAP = Duration.ofHours(1);

  private final SessionDriver driver = new SessionDriver();

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void anOpenSessionOfAnErasedVisitorIsNeverToldAndNobodyElsesIsTouched() {
    begin("erased", "canary", null);
    begin("signed-in", "device", "canary");
    begin("other", "somebody", null);
    driver.erase(Scope.VISITOR, "canary");
    driver.passes(GAP).tick();
    assertThat(driver.closed()).extracting(SessionClosed::sessionId).containsExactly("other");
    assertThat(driver.everythingKept()).doesNotContain("canary").doesNotContain("device");
    assertThat(driver.ledger().erased()).isEqualTo(2);
    assertThat(driver.ledger().open()).isZero();
  }

  @Test
  void answersWithCountsAndWithoutTheSubject() {
    begin("s", "canary", null);
    driver.erase(Scope.VISITOR, "canary");
    ErasureDone done = driver.erasuresDone().getFirst();
    assertThat(done.service()).isEqualTo("web-ingest-worker");
    assertThat(done.erased()).isEqualTo(Map.of("sessions", 1L, "events", 1L));
    assertThat(done.toString()).doesNotContain("canary");
    driver.erase(Scope.VISITOR, "canary");
    assertThat(driver.erasuresDone().getFirst().erased())
        .as("a repeated order is answered again, and finds nothing")
        .isEqualTo(Map.of("sessions", 0L, "events", 0L));
  }

  @Test
  void eventsReadAfterTheErasureAreRefusedEvenWithoutTheVisitorsName() {
    begin("s", "canary", null);
    driver.erase(Scope.VISITOR, "canary");
    driver.events("s", driver.event("click"));
    begin("later", "canary", null);
    driver.events("later", driver.event("purchase"));
    driver.end("later");
    driver.passes(GAP).tick();
    assertThat(driver.closed()).isEmpty();
    assertThat(driver.ledger().erased()).isEqualTo(4);
    assertThat(driver.ledger().open()).isZero();
  }

  @Test
  void aSessionThatNamesTheErasedVisitorLaterIsDroppedThen() {
    driver.erase(Scope.VISITOR, "canary");
    driver.events("s", driver.event("page_view"));
    driver.start("s", context("x", "canary"));
    driver.passes(GAP).tick();
    assertThat(driver.closed()).isEmpty();
    assertThat(driver.ledger().erased()).isEqualTo(1);
    assertThat(driver.ledger().open()).isZero();
  }

  @Test
  void theSameVisitorIdInAnotherOrganizationIsSomebodyElse() {
    driver.erase(Scope.VISITOR, "canary");
    driver.as("org-2");
    begin("s", "canary", null);
    driver.passes(GAP).tick();
    assertThat(driver.closed()).hasSize(1);
  }

  @Test
  void anErasedOrganizationLeavesNothingAndTakesNothing() {
    begin("s", "a", null);
    begin("t", "b", null);
    driver.erase(Scope.ORGANIZATION, "org");
    begin("u", "c", null);
    driver.passes(GAP).tick();
    assertThat(driver.closed()).isEmpty();
    assertThat(driver.erasuresDone().getFirst().erased()).containsEntry("sessions", 2L);
    assertThat(driver.ledger()).isEqualTo(LedgerEntry.NONE);
    assertThat(driver.everythingKept()).doesNotContain("org|");
  }

  @Test
  void whatIsKnownOfAClosedSessionGoesToo() {
    begin("s", "canary", null);
    driver.passes(GAP).tick();
    assertThat(driver.closed()).hasSize(1);
    driver.erase(Scope.VISITOR, "canary");
    assertThat(driver.everythingKept()).doesNotContain("canary");
    assertThat(driver.ledger().erased()).as("it was told before").isZero();
  }

  @Test
  void thatASessionWasErasedIsForgottenInTheEnd() {
    begin("s", "canary", null);
    driver.erase(Scope.VISITOR, "canary");
    driver.passes(GAP.plusHours(24)).tick();
    assertThat(driver.state("s")).isNull();
    assertThat(driver.ledger().open()).isZero();
  }

  private void begin(String session, String anonymousId, @Nullable String userId) {
    driver.start(session, context(anonymousId, userId));
    driver.events(session, driver.event("page_view"));
  }

  private static SessionContext context(String anonymousId, @Nullable String userId) {
    return new SessionContext(anonymousId, userId, null, null, null, null, null, null, null);
  }
}
