package dev.crow.interaction.description;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Reads numbers out of JSON values of any type. */
final class Numbers {

  private static final int MAX_LENGTH = 40;

  /** Larger exponents are refused before any arithmetic could write them out in full. */
  private static final int MAX_SCALE = 400;

  private Numbers() {}

  /**
   * @param value a number, or a text holding nothing but one; "39,90" counts as 39.90
   * @return null for anything else
   */
  static @Nullable BigDecimal of(@Nullable Object value) {
    BigDecimal number =
        switch (value) {
          case BigDecimal exact -> exact;
          case BigInteger whole -> whole.bitLength() < 128 ? new BigDecimal(whole) : null;
          case Number other -> parse(other.toString());
          case String text -> parse(text.strip());
          case null, default -> null;
        };
    return number == null
            || number.precision() > MAX_LENGTH
            || Math.abs((long) number.scale()) > MAX_SCALE
        ? null
        : number;
  }

  /**
   * @return the value where it is a whole number of that range, else null
   */
  static @Nullable Integer whole(@Nullable Object value, int min, int max) {
    BigDecimal number = of(value);
    if (number == null
        || number.compareTo(BigDecimal.valueOf(min)) < 0
        || number.compareTo(BigDecimal.valueOf(max)) > 0
        || number.stripTrailingZeros().scale() > 0) {
      return null;
    }
    return number.intValue();
  }

  private static @Nullable BigDecimal parse(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH || !isPlain(text)) {
      return null;
    }
    int comma = text.indexOf(',');
    boolean decimalComma =
        comma > 0
            && text.indexOf('.') < 0
            && text.length() - comma <= 3
            && comma + 1 < text.length();
    if (comma >= 0 && !decimalComma) {
      return null;
    }
    try {
      return new BigDecimal(comma >= 0 ? text.replace(',', '.') : text);
    } catch (NumberFormatException _) {
      return null;
    }
  }

  /** Java's parser takes digits of every script; a price in a sentence does not. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("0123456789.,-+eE".indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }
}
