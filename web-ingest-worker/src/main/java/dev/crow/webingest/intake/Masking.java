package dev.crow.webingest.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes personal data out of captured text before it is stored anywhere: e-mail addresses, payment
 * card numbers, whatever stands under a name such as {@code password}, and the part of a network
 * address that tells one household from the next. Most texts are passed after one cheap look.
 */
final class Masking {

  static final String EMAIL = "[email]";
  static final String CARD = "[card]";
  static final String SECRET = "[masked]";

  private static final Pattern EMAIL_ADDRESS =
      Pattern.compile("[\\p{L}\\p{N}._%+'-]{1,64}(?:@|%40)[\\p{L}\\p{N}.-]{1,255}\\.\\p{L}{2,24}");
  private static final Pattern CARD_NUMBER =
      Pattern.compile("(?<!\\d)\\d(?:[ -]?\\d){12,18}(?!\\d)");
  private static final Set<String> SECRET_NAMES =
      Set.of(
          "password",
          "passwd",
          "pwd",
          "passcode",
          "pin",
          "secret",
          "cvv",
          "cvc",
          "cardnumber",
          "creditcard",
          "ssn",
          "iban",
          "authorization",
          "accesstoken",
          "refreshtoken");

  private static final Set<String> ADDRESS_NAMES =
      Set.of(
          "ip",
          "ipaddress",
          "ipaddr",
          "clientip",
          "userip",
          "visitorip",
          "remoteip",
          "remoteaddr",
          "remoteaddress",
          "xforwardedfor",
          "xrealip");

  private Masking() {}

  static @Nullable String textOrNull(@Nullable String text) {
    return text == null ? null : text(text);
  }

  static String text(String text) {
    String masked = text;
    if (masked.indexOf('@') >= 0 || masked.contains("%40")) {
      masked = EMAIL_ADDRESS.matcher(masked).replaceAll(EMAIL);
    }
    if (digits(masked) >= 13) {
      masked = CARD_NUMBER.matcher(masked).replaceAll(found -> luhn(found.group()) ? CARD : "$0");
    }
    return masked;
  }

  static Map<String, Object> properties(Map<String, Object> properties) {
    Map<String, Object> masked = LinkedHashMap.newLinkedHashMap(properties.size());
    properties.forEach((name, value) -> masked.put(name, named(name, value)));
    return masked;
  }

  private static Object named(String name, Object value) {
    if (name.length() < 2 || name.length() > 24) {
      return any(value);
    }
    String plain = name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    if (SECRET_NAMES.contains(plain)) {
      return SECRET;
    }
    return value instanceof String text && ADDRESS_NAMES.contains(plain)
        ? NetworkAddresses.truncated(text)
        : any(value);
  }

  @SuppressWarnings("unchecked") // JSON objects have text names only
  private static Object any(Object value) {
    return switch (value) {
      case String text -> text(text);
      case Map<?, ?> map -> properties((Map<String, Object>) map);
      case List<?> list -> {
        List<Object> masked = new ArrayList<>(list.size());
        list.forEach(item -> masked.add(any(item)));
        yield masked;
      }
      default -> value;
    };
  }

  private static int digits(String text) {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
      }
    }
    return digits;
  }

  /** The check every payment card number passes; keeps order numbers and timestamps readable. */
  private static boolean luhn(String number) {
    int sum = 0;
    boolean twice = false;
    for (int i = number.length() - 1; i >= 0; i--) {
      int digit = number.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        continue;
      }
      int weighted = twice ? digit * 2 : digit;
      sum += weighted > 9 ? weighted - 9 : weighted;
      twice = !twice;
    }
    return sum % 10 == 0;
  }
}
