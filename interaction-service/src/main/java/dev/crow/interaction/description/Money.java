package dev.crow.interaction.description;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An amount as a shop would print it.
 *
 * @param amount zero or more, below a thousand million
 * @param currency ISO 4217 code, or null where none (or nonsense) was sent
 */
record Money(BigDecimal amount, @Nullable String currency) {

  private static final Map<String, String> SYMBOLS =
      Map.of("EUR", "€", "USD", "$", "GBP", "£", "JPY", "¥", "INR", "₹", "KRW", "₩");

  private static final Map<String, String> CODES =
      Map.of("€", "EUR", "$", "USD", "£", "GBP", "₹", "INR", "₩", "KRW");

  /**
   * @param amount a JSON number, or a text holding one
   * @param currency a code or a symbol
   * @return null where the amount is no sane price
   */
  static @Nullable Money of(@Nullable Object amount, @Nullable Object currency) {
    BigDecimal number = Numbers.of(amount);
    if (number == null || number.signum() < 0 || number.precision() - number.scale() > 9) {
      return null;
    }
    // Beyond three decimals it is the residue of the sender's floating point.
    BigDecimal exact = number.scale() > 3 ? number.setScale(2, RoundingMode.HALF_UP) : number;
    return new Money(exact, code(currency));
  }

  private static @Nullable String code(@Nullable Object currency) {
    if (!(currency instanceof String raw) || raw.length() > 10) {
      return null;
    }
    String text = raw.strip().toUpperCase(Locale.ROOT);
    String code = CODES.getOrDefault(text, text);
    return code.length() == 3 && code.chars().allMatch(c -> c >= 'A' && c <= 'Z') ? code : null;
  }

  boolean isPositive() {
    return amount.signum() > 0;
  }

  /** {@code €39.90}, {@code $1,200}, {@code 39.90 CHF}; a whole amount has no decimals. */
  String text() {
    String number = number();
    if (currency == null) {
      return number;
    }
    String symbol = SYMBOLS.get(currency);
    return symbol != null ? symbol + number : number + " " + currency;
  }

  private String number() {
    BigDecimal plain = amount.stripTrailingZeros();
    int decimals = plain.scale() <= 0 ? 0 : Math.max(2, plain.scale());
    String digits = plain.setScale(decimals).toPlainString();
    int point = decimals == 0 ? digits.length() : digits.indexOf('.');
    StringBuilder grouped = new StringBuilder(digits);
    for (int i = point - 3; i > 0; i -= 3) {
      grouped.insert(i, ',');
    }
    return grouped.toString();
  }
}
