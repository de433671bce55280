package dev.crow.pattern.wording;

import dev.crow.pattern.statistics.Share;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Locale;

/** Numbers, days and amounts as they stand in sentences. */
final class Numbers {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
  private static final double CERTAIN_TIMES = 50;

  private Numbers() {}

  static String percent(Share share) {
    double percent = share.rate() * 100;
    if (percent > 0 && percent < 0.05) {
      return "less than 0.1%";
    }
    return percent >= 10 || percent == 0
        ? Math.round(percent) + "%"
        : String.format(Locale.ROOT, "%.1f%%", percent);
  }

  static String of(Share share) {
    return count(share.successes()) + " of " + count(share.trials());
  }

  static String count(long number) {
    return NumberFormat.getIntegerInstance(Locale.ENGLISH).format(number);
  }

  static String times(double ratio) {
    return ratio > CERTAIN_TIMES
        ? "more than " + Math.round(CERTAIN_TIMES) + " times as often"
        : String.format(Locale.ROOT, "%.1f times as often", ratio);
  }

  static String days(LocalDate from, LocalDate to) {
    LocalDate last = to.minusDays(1);
    if (last.equals(from)) {
      return "On " + DAY.format(from);
    }
    String first =
        from.getYear() == last.getYear()
            ? DateTimeFormatter.ofPattern(
                    from.getMonth() == last.getMonth() ? "d" : "d MMM", Locale.ENGLISH)
                .format(from)
            : DAY.format(from);
    return "From " + first + " to " + DAY.format(last);
  }

  static String money(long minor, String code) {
    int digits = 2;
    if (code.length() == 3) {
      try {
        digits = Math.max(0, Currency.getInstance(code).getDefaultFractionDigits());
      } catch (IllegalArgumentException _) {
        digits = 2; // three letters that are no currency
      }
    }
    String amount =
        String.format(Locale.ENGLISH, "%,." + digits + "f", minor / Math.pow(10, digits));
    return code.isEmpty() ? amount : amount + " " + code;
  }

  static String capital(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
