package dev.crow.auth.password;

import com.nulabinc.zxcvbn.Zxcvbn;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import org.springframework.stereotype.Component;

/**
 * Which passwords are taken. Besides the sorts of characters they must not be easily guessed:
 * zxcvbn holds the commonest breached passwords, names and words, and sees through usual
 * replacements.
 */
@Component
public class PasswordRules {

  /** Longest password, in characters as people count them. */
  public static final int LONGEST = 256;

  private static final int SHORTEST = 8;
  private static final int LONGEST_GUESSED = 64;
  private static final int LEAST_SCORE = 2;
  private static final int LEAST_PART = 3;

  private final Zxcvbn guesses = new Zxcvbn();

  PasswordRules() {}

  /**
   * Two ways to type the same letters are the same password.
   *
   * @param password as it was sent
   * @return in Unicode's form NFC
   * @throws ApiException {@code VALIDATION_FAILED} for what can be no password at all
   */
  public static String normalize(String password) {
    if (password.length() > 2 * LONGEST
        || password.codePointCount(0, password.length()) > LONGEST) {
      throw invalid("The password is longer than 256 characters.");
    }
    if (password.indexOf('\0') >= 0) {
      throw invalid("The password holds a character that cannot be typed.");
    }
    return Normalizer.normalize(password, Normalizer.Form.NFC);
  }

  /**
   * @param password a new one, as it was sent
   * @param email of whoever will use it
   * @return it, normalised
   * @throws ApiException {@code WEAK_PASSWORD} or {@code VALIDATION_FAILED}
   */
  public String check(String password, String email) {
    String normal = normalize(password);
    if (normal.codePointCount(0, normal.length()) < SHORTEST) {
      throw weak("Use at least 8 characters.");
    }
    if (!has(normal, Character::isUpperCase)
        || !has(normal, Character::isLowerCase)
        || !has(normal, Character::isDigit)
        || !has(normal, c -> !Character.isLetterOrDigit(c))) {
      throw weak("Use an upper-case letter, a lower-case letter, a digit and another sign.");
    }
    List<String> own = ownWords(email);
    String lower = normal.toLowerCase(Locale.ROOT);
    if (own.stream().anyMatch(lower::contains)) {
      throw weak("Do not use parts of your e-mail address.");
    }
    // Guessing takes longer than linear time, and 64 characters say enough.
    String start = normal.substring(0, Math.min(normal.length(), LONGEST_GUESSED));
    if (guesses.measure(start, own).getScore() < LEAST_SCORE) {
      throw weak("The password is among the first that would be tried.");
    }
    return normal;
  }

  private static List<String> ownWords(String email) {
    int at = email.lastIndexOf('@');
    String local = at < 0 ? email : email.substring(0, at);
    String domain = at < 0 ? "" : email.substring(at + 1);
    int end = domain.lastIndexOf('.');
    String brand = end < 0 ? domain : domain.substring(domain.lastIndexOf('.', end - 1) + 1, end);
    return java.util.stream.Stream.of(local, brand)
        .map(word -> word.toLowerCase(Locale.ROOT))
        .filter(word -> word.length() >= LEAST_PART)
        .toList();
  }

  private static boolean has(String text, IntPredicate sort) {
    return text.codePoints().anyMatch(sort);
  }

  private static ApiException weak(String detail) {
    return new ApiException(ErrorCode.WEAK_PASSWORD, detail).field("password");
  }

  private static ApiException invalid(String detail) {
    return new ApiException(ErrorCode.VALIDATION_FAILED, detail).field("password");
  }
}
