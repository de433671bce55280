package dev.crow.analytics.billing;

import dev.crow.analytics.usage.Journal;
import dev.crow.analytics.usage.Metered;
import java.time.YearMonth;
import java.util.Map;

/** What an organization used in a month, and what that costs. */
final class Costs {

  private final Journal journal;
  private final Customers customers;
  private final Pricing pricing;

  Costs(Journal journal, Customers customers, Pricing pricing) {
    this.journal = journal;
    this.customers = customers;
    this.pricing = pricing;
  }

  Map<Metered, Map<String, Long>> used(String organization, YearMonth month) {
    return journal.sums(organization, month.atDay(1), month.plusMonths(1).atDay(1));
  }

  Statement statement(String organization, YearMonth month) {
    return statement(organization, month, used(organization, month));
  }

  Statement statement(String organization, YearMonth month, Map<Metered, Map<String, Long>> used) {
    return pricing.statement(month, customers.bookings(organization), used);
  }

  Pricing.Allowance allowance(String organization, YearMonth month) {
    return pricing.allowance(month, customers.bookings(organization));
  }

  long modelsMinor(Map<Metered, Map<String, Long>> used) {
    return pricing.modelsMinor(used);
  }
}
