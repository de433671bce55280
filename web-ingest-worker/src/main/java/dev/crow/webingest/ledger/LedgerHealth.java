package dev.crow.webingest.ledger;

import dev.crow.webingest.session.Ledger;
import dev.crow.webingest.session.LedgerEntry;
import dev.crow.webingest.session.LedgerProperties;
import dev.crow.webingest.session.NotRestoredException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Down while the ledger does not balance: when events are counted that nobody sent, when sessions
 * that were sent on stay without an interaction, or when this instance lags behind the broker.
 * Names numbers of all organizations together, never one of them.
 */
final class LedgerHealth implements HealthIndicator {

  private final Ledger ledger;
  private final LedgerProperties properties;
  private final Clock clock;

  LedgerHealth(Ledger ledger, LedgerProperties properties, Clock clock) {
    this.ledger = ledger;
    this.properties = properties;
    this.clock = clock;
  }

  @Override
  public Health health() {
    Instant now = clock.instant();
    try {
      LedgerEntry total = ledger.totalOfEverybody();
      SortedMap<Instant, Long> overdue = ledger.waitingSince(now.minus(properties.inFlight()));
      Optional<Duration> lag = ledger.lag(now);
      boolean balances = total.open() >= 0 && total.waiting() >= 0;
      boolean late = lag.filter(l -> l.compareTo(properties.inFlight()) > 0).isPresent();
      Health.Builder health = balances && overdue.isEmpty() && !late ? Health.up() : Health.down();
      health
          .withDetail("received", total.received() + total.refusals())
          .withDetail("stored", total.stored())
          .withDetail("inFlight", total.open() + total.waiting());
      lag.ifPresent(behind -> health.withDetail("lagSeconds", behind.toSeconds()));
      if (!balances) {
        health.withDetail("reason", "more events were stored than came in");
      } else if (late) {
        health.withDetail("reason", "events are not being worked on; see the log");
      } else if (!overdue.isEmpty()) {
        health
            .withDetail("reason", "closed sessions did not become interactions in time")
            .withDetail("overdue", overdue.values().stream().mapToLong(Long::longValue).sum())
            .withDetail("overdueSince", overdue.firstKey().toString());
      }
      return health.build();
    } catch (NotRestoredException e) {
      return Health.outOfService().withDetail("reason", "sessions are being restored").build();
    }
  }
}
