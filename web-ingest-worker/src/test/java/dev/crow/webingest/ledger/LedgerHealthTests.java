package dev.crow.webingest.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.webingest.session.LedgerProperties;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class LedgerHealthTests {

  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final LedgerProperties PROPERTIES =
      new LedgerProperties(Duration.ofDays(8), Duration.ofMinutes(5));

  private final FakeLedger ledger = new FakeLedger();

  @Test
  void isUpWhileWhatIsInFlightIsYoung() {
    ledger.counting(10, 6, 4).waiting(NOW.minusSeconds(240), 2);
    assertThat(health().getStatus()).isEqualTo(Status.UP);
    assertThat(health().getDetails()).containsEntry("inFlight", 6L).containsEntry("received", 12L);
  }

  @Test
  void isDownWhenAClosedSessionNeverBecameAnInteraction() {
    ledger.counting(10, 6, 4).waiting(NOW.minusSeconds(360), 2);
    Health health = health();
    assertThat(health.getStatus()).isEqualTo(Status.DOWN);
    assertThat(health.getDetails())
        .containsEntry("overdue", 2L)
        .containsEntry("overdueSince", "2026-11-21T09:54:00Z");
  }

  @Test
  void isDownWhenMoreWasStoredThanCameIn() {
    ledger.counting(10, 12, 12);
    assertThat(health().getStatus()).isEqualTo(Status.DOWN);
    ledger.counting(10, 6, 7);
    assertThat(health().getStatus()).isEqualTo(Status.DOWN);
  }

  @Test
  void isDownWhenNobodyWorksOnTheEvents() {
    ledger.counting(1, 1, 1).behind(Duration.ofMinutes(6));
    assertThat(health().getStatus()).isEqualTo(Status.DOWN);
    assertThat(health().getDetails()).containsEntry("lagSeconds", 360L);
  }

  @Test
  void metersSayTheSame() {
    ledger.counting(10, 6, 4).waiting(NOW.minusSeconds(360), 2).behind(Duration.ofSeconds(3));
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    new LedgerMeters(ledger, PROPERTIES, CLOCK).bindTo(registry);
    assertThat(events(registry, "received", "")).isEqualTo(12);
    assertThat(events(registry, "stored", "")).isEqualTo(4);
    assertThat(events(registry, "refused", "invalid-event")).isEqualTo(2);
    assertThat(inFlight(registry, "open")).isEqualTo(4);
    assertThat(inFlight(registry, "waiting")).isEqualTo(2);
    assertThat(registry.get("crow.ledger.overdue").gauge().value()).isEqualTo(2);
    assertThat(registry.get("crow.ledger.lag").gauge().value()).isEqualTo(3);
  }

  private static double events(SimpleMeterRegistry registry, String fate, String reason) {
    return registry
        .get("crow.ledger.events")
        .tags("fate", fate, "reason", reason)
        .functionCounter()
        .count();
  }

  private static double inFlight(SimpleMeterRegistry registry, String where) {
    return registry.get("crow.ledger.in.flight").tag("where", where).gauge().value();
  }

  private Health health() {
    return new LedgerHealth(ledger, PROPERTIES, CLOCK).health();
  }
}
