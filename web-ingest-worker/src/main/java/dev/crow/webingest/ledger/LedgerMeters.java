package dev.crow.webingest.ledger;

import dev.crow.webingest.intake.Refusal;
import dev.crow.webingest.session.Ledger;
import dev.crow.webingest.session.LedgerEntry;
import dev.crow.webingest.session.LedgerProperties;
import dev.crow.webingest.session.NotRestoredException;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.function.ToDoubleFunction;

/**
 * The ledger as meters, of all organizations together. They come from the books, so a restart does
 * not set them back. While the books cannot be read they are no number.
 */
final class LedgerMeters implements MeterBinder {

  private static final String EVENTS = "crow.ledger.events";
  private static final String IN_FLIGHT = "crow.ledger.in.flight";

  private final Ledger ledger;
  private final LedgerProperties properties;
  private final Clock clock;

  LedgerMeters(Ledger ledger, LedgerProperties properties, Clock clock) {
    this.ledger = ledger;
    this.properties = properties;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    counter(registry, "received", "", entry -> entry.received() + entry.refusals());
    counter(registry, "stored", "", LedgerEntry::stored);
    counter(registry, "duplicate", "", LedgerEntry::duplicates);
    counter(registry, "erased", "", entry -> entry.erased() + entry.forgotten());
    for (Refusal refusal : Refusal.values()) {
      String reason = refusal.slug();
      counter(registry, "refused", reason, entry -> entry.refused().getOrDefault(reason, 0L));
    }
    gauge(registry, "open", LedgerEntry::open);
    gauge(registry, "waiting", LedgerEntry::waiting);
    Gauge.builder("crow.ledger.overdue", this, LedgerMeters::overdue)
        .description("Events of closed sessions without an interaction for longer than allowed")
        .baseUnit("events")
        .register(registry);
    Gauge.builder("crow.ledger.lag", this, LedgerMeters::lag)
        .description("How far the sessions are behind the broker")
        .baseUnit("seconds")
        .register(registry);
  }

  private void counter(
      MeterRegistry registry, String fate, String reason, ToDoubleFunction<LedgerEntry> count) {
    FunctionCounter.builder(EVENTS, this, meters -> meters.total(count))
        .description("Events by fate")
        .tag("fate", fate)
        .tag("reason", reason)
        .register(registry);
  }

  private void gauge(MeterRegistry registry, String where, ToDoubleFunction<LedgerEntry> count) {
    Gauge.builder(IN_FLIGHT, this, meters -> meters.total(count))
        .description("Events on their way")
        .tag("where", where)
        .baseUnit("events")
        .register(registry);
  }

  private double total(ToDoubleFunction<LedgerEntry> count) {
    try {
      return count.applyAsDouble(ledger.totalOfEverybody());
    } catch (NotRestoredException e) {
      return Double.NaN;
    }
  }

  private double overdue() {
    try {
      return ledger.waitingSince(clock.instant().minus(properties.inFlight())).values().stream()
          .mapToLong(Long::longValue)
          .sum();
    } catch (NotRestoredException e) {
      return Double.NaN;
    }
  }

  private double lag() {
    return ledger.lag(clock.instant()).map(Duration::toMillis).orElse(0L) / 1000.0;
  }
}
