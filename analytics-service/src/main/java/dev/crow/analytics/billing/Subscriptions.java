package dev.crow.analytics.billing;

import dev.crow.analytics.billing.Booking.Period;
import dev.crow.contracts.Topics;
import dev.crow.contracts.audit.v1.AuditEvent;
import dev.crow.contracts.audit.v1.AuditEvent.Outcome;
import dev.crow.events.Event;
import dev.crow.events.Outbox;
import dev.crow.relational.UuidV7;
import dev.crow.security.Caller;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.web.RequestIds;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.MDC;
import org.springframework.transaction.support.TransactionTemplate;

/** Booking, changing, cancelling and resuming subscriptions; each change is audited. */
final class Subscriptions {

  private final Customers customers;
  private final BillingProperties prices;
  private final Outbox outbox;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Subscriptions(
      Customers customers,
      BillingProperties prices,
      Outbox outbox,
      TransactionTemplate transaction,
      Clock clock) {
    this.customers = customers;
    this.prices = prices;
    this.outbox = outbox;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** What is booked today, unless that is nothing. */
  Optional<Booking> current(String organization) {
    return inForce(customers.bookings(organization), today())
        .filter(booking -> !booking.modules().isEmpty());
  }

  /** From which day on nothing is booked any more, if that is known. */
  Optional<LocalDate> endsOn(String organization) {
    LocalDate today = today();
    return customers.bookings(organization).stream()
        .filter(booking -> booking.validFrom().isAfter(today) && booking.modules().isEmpty())
        .map(Booking::validFrom)
        .findFirst();
  }

  void book(Caller caller, Set<String> modules, boolean payAsYouGo, Period period) {
    if (!prices.modules().keySet().containsAll(modules)) {
      throw new ApiException(
              ErrorCode.VALIDATION_FAILED,
              "modules are " + String.join(", ", prices.modules().keySet()) + ".")
          .field("modules");
    }
    change(caller, "subscription.booked", new Booking(today(), modules, payAsYouGo, period));
  }

  /** At the end of the month, which is paid. */
  void cancel(Caller caller) {
    Booking booking = require(caller.organizationId());
    LocalDate end = today().plusMonths(1).withDayOfMonth(1);
    change(
        caller,
        "subscription.cancelled",
        new Booking(end, Set.of(), booking.payAsYouGo(), booking.period()));
  }

  void resume(Caller caller) {
    require(caller.organizationId());
    if (endsOn(caller.organizationId()).isEmpty()) {
      throw new ApiException(ErrorCode.CONFLICT, "The subscription is not cancelled.");
    }
    transaction.executeWithoutResult(
        _ -> {
          customers.withdraw(caller.organizationId(), today());
          audit(caller, "subscription.resumed");
        });
  }

  private void change(Caller caller, String action, Booking booking) {
    transaction.executeWithoutResult(
        _ -> {
          customers.book(caller.organizationId(), booking, actor(caller));
          audit(caller, action);
        });
  }

  private void audit(Caller caller, String action) {
    String organization = caller.organizationId();
    outbox.add(
        Topics.AUDIT_EVENTS,
        new Event<>(
            UuidV7.next(),
            organization,
            organization,
            new AuditEvent(
                organization,
                actor(caller),
                action,
                "subscription:" + organization,
                Outcome.DONE,
                MDC.get(RequestIds.MDC_KEY),
                clock.instant())));
  }

  private static String actor(Caller caller) {
    return (caller.kind() == Caller.Kind.SESSION ? "user:" : "key:") + caller.subject();
  }

  private Booking require(String organization) {
    return current(organization)
        .orElseThrow(() -> new ApiException(ErrorCode.CONFLICT, "There is no subscription."));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  static Optional<Booking> inForce(List<Booking> bookings, LocalDate day) {
    return bookings.stream()
        .filter(booking -> !booking.validFrom().isAfter(day))
        .max(Comparator.comparing(Booking::validFrom));
  }
}
