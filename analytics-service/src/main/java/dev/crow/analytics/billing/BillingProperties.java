package dev.crow.analytics.billing;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What things cost, and who asks for it.
 *
 * @param enabled whether this instance issues bills and watches budgets; it answers in any case
 * @param currency of all prices, ISO 4217
 * @param modules by channel
 * @param overage prices of what goes beyond the modules' allowance
 * @param taxPercent added to every bill
 * @param taxName what the tax is called
 * @param issuer who asks for the money
 * @param numberPrefix begins every bill's number
 * @param settle how long after a month its bill is issued
 * @param every how often it is looked for due bills and reached budgets
 * @param invoicesKept how long the law asks for bills to be kept
 */
@Validated
@ConfigurationProperties("crow.billing")
record BillingProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("USD") Currency currency,
    @NotEmpty Map<@NotBlank String, @Valid ModulePrice> modules,
    @DefaultValue @Valid Overage overage,
    @DefaultValue("0") @PositiveOrZero BigDecimal taxPercent,
    @DefaultValue("Tax") String taxName,
    @DefaultValue Issuer issuer,
    @DefaultValue("CROW-") String numberPrefix,
    @DefaultValue("6h") Duration settle,
    @DefaultValue("1m") Duration every,
    @DefaultValue("3653d") Duration invoicesKept) {

  /** Orders the modules, and refuses what could never work. */
  BillingProperties {
    modules = new TreeMap<>(modules);
    if (!every.isPositive() || settle.isNegative() || !invoicesKept.isPositive()) {
      throw new IllegalArgumentException(
          "crow.billing.every and invoices-kept must be more than 0, settle at least 0");
    }
  }

  /**
   * A channel that can be booked.
   *
   * @param name for people
   * @param monthly price of a month, paid monthly
   * @param annual price of a month, booked for a year
   * @param interactions that a month brings
   * @param patterns that a month brings
   */
  record ModulePrice(
      @NotBlank String name,
      @PositiveOrZero BigDecimal monthly,
      @PositiveOrZero BigDecimal annual,
      @PositiveOrZero long interactions,
      @PositiveOrZero long patterns) {}

  /**
   * Prices besides the modules'.
   *
   * @param thousandInteractions beyond the allowance, for who pays as they go
   * @param thousandPatterns beyond the allowance, for who pays as they go
   * @param storageMonth of a gigabyte kept for a month
   * @param aiFactor times what providers of models ask for
   */
  record Overage(
      @DefaultValue("0.06") @PositiveOrZero BigDecimal thousandInteractions,
      @DefaultValue("0.06") @PositiveOrZero BigDecimal thousandPatterns,
      @DefaultValue("0") @PositiveOrZero BigDecimal storageMonth,
      @DefaultValue("1") @PositiveOrZero BigDecimal aiFactor) {}

  /**
   * Who issues the bills.
   *
   * @param name of the company
   * @param address its lines
   * @param taxId or empty
   * @param email or empty
   */
  record Issuer(
      @DefaultValue("CROW") String name,
      @DefaultValue List<String> address,
      @DefaultValue("") String taxId,
      @DefaultValue("") String email) {}
}
