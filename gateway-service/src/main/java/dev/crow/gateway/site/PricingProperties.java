package dev.crow.gateway.site;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Currency;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What pages say that CROW costs. The names are those that bills are made by, so that one
 * environment variable changes both.
 *
 * @param currency as ISO 4217 writes it
 * @param modules by channel: {@code web}, {@code social}, {@code cctv}; none where nothing is
 *     charged, and then pages show no prices
 */
@Validated
@ConfigurationProperties("crow.billing")
record PricingProperties(
    @DefaultValue("USD") String currency, @DefaultValue Map<String, @Valid Price> modules) {

  /** Sorts the channels, so that pages are the same after each start. */
  PricingProperties {
    if (Currency.getAvailableCurrencies().stream()
        .noneMatch(known -> known.getCurrencyCode().equals(currency))) {
      throw new IllegalArgumentException("crow.billing.currency is no currency of ISO 4217");
    }
    modules = Collections.unmodifiableMap(new TreeMap<>(modules));
  }

  /**
   * Of one channel.
   *
   * @param monthly price of a month, paid monthly
   * @param annual price of a month, paid yearly
   * @param interactions included in a month
   * @param patterns included in a month
   */
  record Price(
      @NotNull @PositiveOrZero BigDecimal monthly,
      @NotNull @PositiveOrZero BigDecimal annual,
      @PositiveOrZero long interactions,
      @PositiveOrZero long patterns) {}
}
