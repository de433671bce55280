package dev.crow.analytics.report;

import java.math.BigDecimal;
import java.util.Currency;

/** Amounts as people write them. */
final class Money {

  private static final int USUAL = 2;

  private Money() {}

  /**
   * @param minor in the currency's smallest unit
   * @param currency ISO 4217 code; an unknown one is taken to have cents
   */
  static BigDecimal major(long minor, String currency) {
    int digits =
        Currency.getAvailableCurrencies().stream()
            .filter(known -> known.getCurrencyCode().equals(currency))
            .map(Currency::getDefaultFractionDigits)
            .findFirst()
            .orElse(USUAL);
    return BigDecimal.valueOf(minor, Math.max(0, digits));
  }
}
