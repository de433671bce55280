package dev.crow.interaction.description;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Small pieces of English. */
final class Words {

  private static final List<String> NUMBERS =
      List.of("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");

  /** Counts above it are told as "more than twenty": evidence is not kept without end. */
  static final int EXACT = 20;

  private Words() {}

  /**
   * @return a word up to ten, digits above
   */
  static String count(int n) {
    if (n >= 0 && n < NUMBERS.size()) {
      return NUMBERS.get(n);
    }
    return n < 1000 ? Integer.toString(n) : grouped(n);
  }

  private static String grouped(int n) {
    StringBuilder digits = new StringBuilder().append(n);
    for (int i = digits.length() - 3; i > 0; i -= 3) {
      digits.insert(i, ',');
    }
    return digits.toString();
  }

  /** {@code one page}, {@code 12 pages}, {@code more than twenty pages}. */
  static String count(int n, String singular, String plural) {
    return upToTwenty(n) + " " + (n == 1 ? singular : plural);
  }

  /** {@code once}, {@code twice}, {@code three times}, {@code more than twenty times}. */
  static String times(int n) {
    return switch (n) {
      case 1 -> "once";
      case 2 -> "twice";
      default -> upToTwenty(n) + " times";
    };
  }

  static String upToTwenty(int n) {
    return n > EXACT ? "more than twenty" : count(n);
  }

  /** {@code A}, {@code A and B}, {@code A, B and C}. */
  static String list(List<String> items) {
    if (items.size() < 2) {
      return String.join("", items);
    }
    return String.join(", ", items.subList(0, items.size() - 1)) + " and " + items.getLast();
  }

  static String quote(String text) {
    return "“" + text + "”";
  }

  static String capitalized(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /**
   * @return {@code 12 seconds}, {@code about four minutes}; null below a second
   */
  static @Nullable String duration(Duration span) {
    long seconds = span.toSeconds();
    if (seconds < 1) {
      return null;
    }
    if (seconds < 55) {
      return seconds == 1 ? "one second" : count((int) seconds) + " seconds";
    }
    long minutes = (seconds + 30) / 60;
    if (minutes < 55) {
      return minutes == 1 ? "about a minute" : "about " + count((int) minutes) + " minutes";
    }
    long hours = (minutes + 30) / 60;
    if (hours < 48) {
      return hours == 1 ? "about an hour" : "about " + count((int) hours) + " hours";
    }
    long days = (hours + 12) / 24;
    return days > 366 ? null : "about " + count((int) days) + " days";
  }
}
