package dev.crow.analytics.projection;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what captured events say, whatever JSON stands there. */
final class Texts {

  static final int LONGEST_PATH = 200;
  static final int LONGEST_NAME = 100;
  private static final int DIGITS = 9;

  private Texts() {}

  /**
   * @param raw a JSON value
   * @param longest in UTF-16 units
   * @return its text in one line, without what cannot be seen; null where nothing is left
   */
  static @Nullable String clean(@Nullable Object raw, int longest) {
    if (!(raw instanceof String || raw instanceof Number)) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    raw.toString()
        .codePoints()
        .limit(4L * longest)
        .filter(Texts::isVisible)
        .map(point -> Character.isWhitespace(point) ? ' ' : point)
        .takeWhile(point -> text.length() + Character.charCount(point) <= longest)
        .forEach(text::appendCodePoint);
    String clean = text.toString().strip();
    return clean.isEmpty() ? null : clean;
  }

  private static boolean isVisible(int point) {
    return Character.isWhitespace(point)
        || switch (Character.getType(point)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.PRIVATE_USE,
              Character.UNASSIGNED ->
              false;
          default -> true;
        };
  }

  /**
   * @param url an address, or something else
   * @return its path without query and fragment; null where there is none
   */
  static @Nullable String path(@Nullable String url) {
    if (url == null) {
      return null;
    }
    int scheme = url.indexOf("://");
    int start = url.startsWith("/") ? 0 : scheme < 0 ? -1 : url.indexOf('/', scheme + 3);
    if (start < 0) {
      return scheme < 0 ? null : "/";
    }
    int end = start;
    while (end < url.length() && url.charAt(end) != '?' && url.charAt(end) != '#') {
      end++;
    }
    return clean(url.substring(start, end), LONGEST_PATH);
  }

  /**
   * @param amount a JSON number, or a text holding one
   * @param currency ISO 4217 code, or null; then there are hundredths
   * @return in the smallest unit; empty where it is no sane amount
   */
  static Optional<Long> minor(@Nullable Object amount, @Nullable String currency) {
    return number(amount)
        .map(
            number ->
                number
                    .movePointRight(decimals(currency))
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact());
  }

  /** A number from 0 to below a thousand million. */
  static Optional<BigDecimal> number(@Nullable Object raw) {
    if (!(raw instanceof Number || (raw instanceof String text && text.length() <= 40))) {
      return Optional.empty();
    }
    try {
      BigDecimal number = new BigDecimal(raw.toString().strip());
      boolean sane =
          number.signum() >= 0
              && (long) number.precision() - number.scale() <= DIGITS
              && number.scale() <= 40;
      return sane ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException e) {
      // The visitor's word: what is no number is not counted.
      return Optional.empty();
    }
  }

  /** An ISO 4217 code as it was sent, if it is one. */
  static @Nullable String currency(Map<?, ?> facts) {
    if (facts.get("currency") instanceof String text && text.strip().length() == 3) {
      String code = text.strip().toUpperCase(Locale.ROOT);
      return code.chars().allMatch(c -> c >= 'A' && c <= 'Z') ? code : null;
    }
    return null;
  }

  private static int decimals(@Nullable String currency) {
    if (currency == null) {
      return 2;
    }
    return Currency.getAvailableCurrencies().stream()
        .filter(known -> known.getCurrencyCode().equals(currency))
        .mapToInt(Currency::getDefaultFractionDigits)
        .filter(digits -> digits >= 0)
        .findFirst()
        .orElse(2);
  }
}
