package dev.crow.analytics.billing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * What a month costs.
 *
 * @param periodStart first day
 * @param periodEnd day after the last
 * @param currency ISO 4217 code
 * @param lines what is charged
 * @param netMinor their sum, in the currency's smallest unit
 * @param taxName what the tax is called
 * @param taxPercent its rate
 * @param taxMinor its amount
 * @param totalMinor to pay
 */
record Statement(
    LocalDate periodStart,
    LocalDate periodEnd,
    String currency,
    List<Line> lines,
    long netMinor,
    String taxName,
    BigDecimal taxPercent,
    long taxMinor,
    long totalMinor) {

  /** Copies the lines. */
  Statement {
    lines = List.copyOf(lines);
  }

  /**
   * Something that is charged.
   *
   * @param text what it is
   * @param quantity how much of it
   * @param unit of the quantity
   * @param unitPrice in the currency's main unit
   * @param amountMinor in its smallest unit
   */
  record Line(
      String text, BigDecimal quantity, String unit, BigDecimal unitPrice, long amountMinor) {}
}
