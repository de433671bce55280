package dev.crow.analytics.billing;

import dev.crow.analytics.billing.Budget.Watched;
import dev.crow.analytics.billing.Budgets.Alert;
import dev.crow.analytics.usage.Metered;
import dev.crow.contracts.Permissions;
import dev.crow.contracts.Topics;
import dev.crow.contracts.notification.v1.NotificationRequested;
import dev.crow.events.Event;
import dev.crow.events.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Notices that a budget reaches a threshold, and tells it once in a month. */
final class WatchingBudgets {

  private static final Logger log = LoggerFactory.getLogger(WatchingBudgets.class);

  private final Budgets budgets;
  private final Costs costs;
  private final String currency;
  private final Outbox outbox;
  private final TransactionTemplate transaction;
  private final Clock clock;

  WatchingBudgets(
      Budgets budgets,
      Costs costs,
      String currency,
      Outbox outbox,
      TransactionTemplate transaction,
      Clock clock) {
    this.budgets = budgets;
    this.costs = costs;
    this.currency = currency;
    this.outbox = outbox;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** The trouble of one organization does not keep the others waiting. */
  void work() {
    for (String organization : budgets.watched()) {
      try {
        watch(organization);
      } catch (RuntimeException e) {
        log.warn("The budgets of organization {} are looked at later", organization, e);
      }
    }
  }

  private void watch(String organization) {
    YearMonth month = month();
    Map<Metered, Map<String, Long>> used = costs.used(organization, month);
    for (Budget budget : budgets.all(organization)) {
      long amount = used(organization, budget.measure(), month, used);
      transaction.executeWithoutResult(_ -> alert(organization, budget, month.atDay(1), amount));
    }
  }

  /** What a budget has used in the month that runs. */
  long used(String organization, Watched measure) {
    YearMonth month = month();
    return used(organization, measure, month, costs.used(organization, month));
  }

  private long used(
      String organization, Watched measure, YearMonth month, Map<Metered, Map<String, Long>> used) {
    return switch (measure) {
      case INTERACTIONS -> Pricing.sum(used, Metered.INTERACTIONS);
      case PATTERNS -> Pricing.sum(used, Metered.PATTERNS);
      case AI_COST -> costs.modelsMinor(used);
      case STORAGE -> Pricing.averageStorage(month, used);
      case TOTAL_COST -> costs.statement(organization, month, used).totalMinor();
    };
  }

  private YearMonth month() {
    return YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
  }

  private void alert(String organization, Budget budget, LocalDate month, long used) {
    Set<Integer> known = budgets.alerted(organization, budget.id(), month);
    Instant now = clock.instant();
    List<Integer> reached =
        budget.thresholds().stream()
            .filter(threshold -> !known.contains(threshold))
            .filter(threshold -> used >= Math.ceilDiv(budget.limit() * threshold, 100))
            .toList();
    for (int threshold : reached) {
      budgets.add(
          organization, new Alert(budget.id(), month, threshold, budget.limit(), used, now));
    }
    if (!reached.isEmpty()) {
      outbox.add(
          Topics.NOTIFICATION_QUEUE, told(organization, budget, month, reached.getLast(), used));
    }
  }

  /** Of several thresholds that are reached at once the highest is told. */
  private Event<NotificationRequested> told(
      String organization, Budget budget, LocalDate month, int threshold, long used) {
    String id = "budget:" + budget.id() + ":" + month + ":" + threshold;
    String amounts = text(budget.measure(), used) + " of " + text(budget.measure(), budget.limit());
    return new Event<>(
        id,
        organization,
        organization,
        new NotificationRequested(
            organization,
            null,
            Permissions.BILLING_MANAGE,
            "budget.reached",
            "Budget \"%s\" has reached %d %%".formatted(budget.name(), threshold),
            "%s: %s in the month from %s.".formatted(budget.name(), amounts, month),
            Map.of(
                "budgetId", budget.id(),
                "measure", budget.measure().word(),
                "threshold", Integer.toString(threshold),
                "limit", Long.toString(budget.limit()),
                "used", Long.toString(used),
                "link", "/billing"),
            clock.instant()));
  }

  private String text(Watched measure, long amount) {
    return switch (measure) {
      case INTERACTIONS, PATTERNS -> amount + " " + measure.word();
      case STORAGE -> amount + " bytes";
      case AI_COST, TOTAL_COST -> Amounts.text(amount, currency);
    };
  }
}
