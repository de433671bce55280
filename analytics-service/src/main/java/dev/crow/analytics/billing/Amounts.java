package dev.crow.analytics.billing;

import java.math.BigDecimal;
import java.util.Currency;

/** Writes amounts of money. */
final class Amounts {

  private Amounts() {}

  /**
   * @param minor in the currency's smallest unit
   * @param currency ISO 4217 code
   * @return such as {@code 1234.50 USD}
   */
  static String text(long minor, String currency) {
    int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    return BigDecimal.valueOf(minor, digits).toPlainString() + " " + currency;
  }
}
