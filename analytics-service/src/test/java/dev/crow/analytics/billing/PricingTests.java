package dev.crow.analytics.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.crow.analytics.billing.BillingProperties.Issuer;
import dev.crow.analytics.billing.BillingProperties.ModulePrice;
import dev.crow.analytics.billing.BillingProperties.Overage;
import dev.crow.analytics.billing.Booking.Period;
import dev.crow.analytics.billing.Statement.Line;
import dev.crow.analytics.usage.Metered;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PricingTests {

  private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
  private static final Set<String> WEB = Set.of("web");

  private final Pricing pricing = new Pricing(prices());

  static BillingProperties prices() {
    ModulePrice web =
        new ModulePrice("Web", new BigDecimal("60"), new BigDecimal("50"), 1_000, 300);
    ModulePrice social =
        new ModulePrice("Social", new BigDecimal("39"), new BigDecimal("29"), 600, 30);
    return new BillingProperties(
        true,
        Currency.getInstance("USD"),
        Map.of("web", web, "social", social),
        new Overage(
            new BigDecimal("0.50"), new BigDecimal("2"), new BigDecimal("0.02"), BigDecimal.ONE),
        new BigDecimal("19"),
        "VAT",
        new Issuer("Crow Ltd", List.of("1 Nest Road"), "", ""),
        "CROW-",
        Duration.ofHours(6),
        Duration.ofMinutes(1),
        Duration.ofDays(3_653));
  }

  @Test
  void aModuleCostsForTheDaysItIsBookedOn() {
    Statement statement =
        pricing.statement(
            NOVEMBER,
            List.of(
                new Booking(LocalDate.of(2026, 10, 1), WEB, false, Period.MONTHLY),
                new Booking(
                    LocalDate.of(2026, 11, 16), Set.of("web", "social"), false, Period.MONTHLY)),
            Map.of());
    assertThat(statement.lines())
        .extracting(Line::text, Line::amountMinor)
        .containsExactlyInAnyOrder(
            tuple("Web, paid monthly, 30 of 30 days", 6_000L),
            tuple("Social, paid monthly, 15 of 30 days", 1_950L));
    assertThat(statement.netMinor()).isEqualTo(7_950);
    assertThat(statement.taxMinor()).isEqualTo(1_511);
    assertThat(statement.totalMinor()).isEqualTo(9_461);
  }

  @Test
  void whoBooksForAYearPaysLessAMonth() {
    assertThat(net(booking(false, Period.ANNUAL), Map.of())).isEqualTo(5_000);
  }

  @Test
  void onlyWhoPaysAsTheyGoIsChargedForMore() {
    Map<Metered, Map<String, Long>> used =
        Map.of(
            Metered.INTERACTIONS, Map.of("web", 3_000L),
            Metered.PATTERNS, Map.of("pattern-service", 1_300L));
    assertThat(net(booking(false, Period.MONTHLY), used)).isEqualTo(6_000);
    assertThat(net(booking(true, Period.MONTHLY), used)).isEqualTo(6_000 + 100 + 200);
  }

  @Test
  void aChannelThatIsNotBookedHasNoAllowance() {
    Map<Metered, Map<String, Long>> used =
        Map.of(Metered.INTERACTIONS, Map.of("web", 999L, "social", 1_000L));
    assertThat(net(booking(true, Period.MONTHLY), used)).isEqualTo(6_000 + 50);
  }

  @Test
  void modelsAndStorageAreChargedAsTheyAreUsed() {
    Map<Metered, Map<String, Long>> used =
        Map.of(
            Metered.AI_COST, Map.of("describe", 1_234_567L),
            Metered.STORAGE, Map.of("object-store", 30 * 100_000_000_000L));
    Statement statement =
        pricing.statement(NOVEMBER, List.of(booking(false, Period.MONTHLY)), used);
    assertThat(statement.lines()).extracting(Line::amountMinor).containsExactly(6_000L, 200L, 123L);
  }

  @Test
  void nothingBookedAndNothingUsedCostsNothing() {
    assertThat(pricing.statement(NOVEMBER, List.of(), Map.of()).totalMinor()).isZero();
  }

  @Test
  void theAllowanceIsThatOfTheDaysToo() {
    Pricing.Allowance allowance =
        pricing.allowance(
            NOVEMBER, List.of(new Booking(LocalDate.of(2026, 11, 16), WEB, false, Period.MONTHLY)));
    assertThat(allowance.interactions()).containsEntry("web", 500L);
    assertThat(allowance.patterns()).isEqualTo(150);
  }

  private long net(Booking booking, Map<Metered, Map<String, Long>> used) {
    return pricing.statement(NOVEMBER, List.of(booking), used).netMinor();
  }

  private static Booking booking(boolean payAsYouGo, Period period) {
    return new Booking(LocalDate.of(2026, 1, 1), WEB, payAsYouGo, period);
  }
}
