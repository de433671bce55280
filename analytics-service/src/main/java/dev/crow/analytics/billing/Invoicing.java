package dev.crow.analytics.billing;

import dev.crow.analytics.billing.Customers.Details;
import dev.crow.analytics.billing.Invoice.Content;
import dev.crow.analytics.usage.Metered;
import dev.crow.contracts.Permissions;
import dev.crow.contracts.Topics;
import dev.crow.contracts.notification.v1.NotificationRequested;
import dev.crow.events.Event;
import dev.crow.events.Inbox;
import dev.crow.events.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Issues the bills of months that are over. */
final class Invoicing {

  private static final Logger log = LoggerFactory.getLogger(Invoicing.class);
  private static final Duration ANNOUNCED_FOR = Duration.ofDays(3);

  private final Customers customers;
  private final Costs costs;
  private final Invoices invoices;
  private final InvoiceFiles files;
  private final BillingProperties properties;
  private final Inbox inbox;
  private final Outbox outbox;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Invoicing(
      Customers customers,
      Costs costs,
      Invoices invoices,
      InvoiceFiles files,
      BillingProperties properties,
      Inbox inbox,
      Outbox outbox,
      TransactionTemplate transaction,
      Clock clock) {
    this.customers = customers;
    this.costs = costs;
    this.invoices = invoices;
    this.files = files;
    this.properties = properties;
    this.inbox = inbox;
    this.outbox = outbox;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** The trouble of one organization does not keep the others waiting. */
  void work() {
    for (String organization : customers.booked()) {
      try {
        issueDue(organization);
      } catch (RuntimeException e) {
        log.warn("The bill of organization {} has to wait", organization, e);
      }
    }
    invoices.issuedSince(clock.instant().minus(ANNOUNCED_FOR)).forEach(this::announce);
  }

  /** Months in order, for what comes late is charged to the one after a bill. */
  private void issueDue(String organization) {
    List<Booking> bookings = customers.bookings(organization);
    Set<YearMonth> billed = invoices.billed(organization);
    Instant settled = clock.instant().minus(properties.settle());
    YearMonth running = YearMonth.from(settled.atZone(ZoneOffset.UTC));
    YearMonth month = YearMonth.from(bookings.getFirst().validFrom());
    for (; month.isBefore(running); month = month.plusMonths(1)) {
      if (!billed.contains(month)) {
        issue(organization, month);
      }
    }
  }

  private void issue(String organization, YearMonth month) {
    Map<Metered, Map<String, Long>> used = costs.used(organization, month);
    Statement statement = costs.statement(organization, month, used);
    if (statement.totalMinor() == 0) {
      return;
    }
    Details customer =
        customers
            .details(organization)
            .orElseGet(() -> new Details(organization, List.of(), null, null));
    long all = used.keySet().stream().mapToLong(measure -> Pricing.sum(used, measure)).sum();
    invoices.issue(
        organization,
        new Content(properties.numberPrefix(), properties.issuer(), customer, statement),
        all);
  }

  private void announce(Invoice invoice) {
    try {
      files.store(invoice);
      transaction.executeWithoutResult(_ -> announceOnce(invoice));
    } catch (RuntimeException e) {
      log.warn("Bill {} is announced later", invoice.number(), e);
    }
  }

  private void announceOnce(Invoice invoice) {
    String organization = invoice.organizationId();
    String id = "invoice:" + invoice.number();
    if (inbox.claim("invoices", id)) {
      Statement statement = invoice.content().statement();
      String total = Amounts.text(statement.totalMinor(), statement.currency());
      outbox.add(
          Topics.NOTIFICATION_QUEUE,
          new Event<>(
              id,
              organization,
              organization,
              new NotificationRequested(
                  organization,
                  null,
                  Permissions.BILLING_MANAGE,
                  "invoice.issued",
                  "Bill " + invoice.number() + " over " + total,
                  "The bill for %s is there: %s."
                      .formatted(YearMonth.from(statement.periodStart()), total),
                  Map.of("number", invoice.number(), "link", "/billing"),
                  clock.instant())));
    }
  }
}
