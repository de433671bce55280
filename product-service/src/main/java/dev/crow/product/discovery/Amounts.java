package dev.crow.product.discovery;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads amounts the way pages write them: {@code 1299}, {@code 1,299.00}, {@code 1.299,00 €}. */
final class Amounts {

  private static final Pattern NUMBER = Pattern.compile("-?[0-9][0-9.,'’\\u00A0\\u202F ]{0,20}");

  private Amounts() {}

  /**
   * @param text as it stands on the page
   * @param currency ISO 4217 code
   * @return minor units, or null if it is no amount of that currency
   */
  static @Nullable Long minorUnits(@Nullable String text, @Nullable String currency) {
    if (text == null
        || currency == null
        || text.length() > 64
        || text.matches(".*[0-9][eE][0-9+].*")) {
      return null;
    }
    Matcher number = NUMBER.matcher(text);
    if (!number.find() || number.group().startsWith("-")) {
      return null;
    }
    try {
      int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
      return new BigDecimal(plain(number.group()))
          .movePointRight(digits)
          .setScale(0, java.math.RoundingMode.HALF_UP)
          .longValueExact();
    } catch (IllegalArgumentException | ArithmeticException e) {
      return null;
    }
  }

  private static String plain(String number) {
    String bare = number.replaceAll("['’\\u00A0\\u202F ]", "");
    int comma = bare.lastIndexOf(',');
    int point = bare.lastIndexOf('.');
    int last = Math.max(comma, point);
    if (last < 0) {
      return bare;
    }
    boolean both = comma >= 0 && point >= 0;
    int behind = bare.length() - last - 1;
    boolean severalOfIt = bare.indexOf(bare.charAt(last)) != last;
    // One comma before three digits divides thousands; one point there is taken at its word.
    boolean thousands = !both && (severalOfIt || (comma >= 0 && behind == 3));
    if (thousands || behind == 0) {
      return bare.replaceAll("[.,]", "");
    }
    return bare.substring(0, last).replaceAll("[.,]", "") + "." + bare.substring(last + 1);
  }
}
