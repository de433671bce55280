package dev.crow.webingest.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import dev.crow.contracts.web.v1.WebEvent;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionMemoryTests {

  private final SessionDriver sessions = new SessionDriver();

  @AfterEach
  void close() {
    sessions.close();
  }

  @Test
  void knowsRepetitionsInSessionsLongerThanTheirOwnMemory() {
    WebEvent first = sessions.event("page_view");
    sessions.events("s", first);
    for (int i = 0; i < EventIds.CAPACITY / 5; i++) {
      WebEvent[] more = new WebEvent[10];
      java.util.Arrays.setAll(more, _ -> sessions.event("click"));
      sessions.events("s", more);
    }
    sessions.events("s", first);
    assertThat(sessions.ledger().duplicates()).isEqualTo(1);
    sessions.passes(Duration.ofHours(23)).events("s", first);
    assertThat(sessions.ledger().duplicates()).as("a day later").isEqualTo(2);
    assertThat(sessions.idsOutside()).isEqualTo(EventIds.CAPACITY + 1);
    sessions.erase(Scope.ORGANIZATION, "");
    assertThat(sessions.idsOutside()).as("after erasure").isZero();
  }
}
