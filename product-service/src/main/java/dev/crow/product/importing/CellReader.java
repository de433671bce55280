package dev.crow.product.importing;

import dev.crow.product.catalogue.Availability;
import dev.crow.product.job.JobProblem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the cells of one line, and keeps what is wrong with them. */
final class CellReader {

  private static final Pattern AMOUNT =
      Pattern.compile("([A-Z]{3})?\\s*([0-9]{1,12}(?:[.,][0-9]{1,6})?)\\s*([A-Z]{3})?");

  private final long line;
  private final List<JobProblem> problems = new ArrayList<>();

  CellReader(long line) {
    this.line = line;
  }

  /** An amount such as {@code 12.90} or {@code 12,90 EUR}, in minor units; null if it is none. */
  @Nullable Long price(String field, String cell, @Nullable String currency) {
    Matcher amount = AMOUNT.matcher(cell);
    if (!amount.matches()) {
      wrong(field, "must be an amount such as 12.90");
      return null;
    }
    String named = amount.group(1) != null ? amount.group(1) : amount.group(3);
    String code = named != null ? named : currency;
    if (code == null) {
      wrong("currency", "is needed with a price");
      return null;
    }
    if (currency != null && !code.equals(currency)) {
      wrong(field, "has another currency than the line");
      return null;
    }
    try {
      int digits = Math.max(0, Currency.getInstance(code).getDefaultFractionDigits());
      return new BigDecimal(amount.group(2).replace(',', '.'))
          .movePointRight(digits)
          .longValueExact();
    } catch (IllegalArgumentException e) {
      wrong("currency", "must be an ISO 4217 code of a currency in use");
    } catch (ArithmeticException e) {
      wrong(field, "has more decimal places than the currency");
    }
    return null;
  }

  /** The currency that an amount names itself, or null. */
  static @Nullable String currencyIn(@Nullable String cell) {
    Matcher amount = AMOUNT.matcher(cell == null ? "" : cell);
    if (!amount.matches()) {
      return null;
    }
    return amount.group(1) != null ? amount.group(1) : amount.group(3);
  }

  @Nullable Long number(String field, String cell) {
    if (!cell.matches("[0-9]{1,12}")) {
      wrong(field, "must be a whole number, not negative");
      return null;
    }
    return Long.valueOf(cell);
  }

  @Nullable Availability availability(String cell) {
    String plain = cell.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "");
    for (Availability one : Availability.values()) {
      if (one.name().replace("_", "").equals(plain)) {
        return one;
      }
    }
    wrong("availability", "must be in stock, out of stock, preorder, backorder or discontinued");
    return null;
  }

  void wrong(String field, String message) {
    problems.add(new JobProblem(line, field, "validation-failed", message));
  }

  List<JobProblem> problems() {
    return problems;
  }
}
