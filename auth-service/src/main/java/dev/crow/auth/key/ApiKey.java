package dev.crow.auth.key;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A key in clear: {@code crow_<pk|sk>_<id>_<secret>_<checksum>}. The checksum lets a mistyped key
 * be refused without looking anything up, and secret scanners recognize a real one.
 *
 * @param kind told by the prefix
 * @param id public; names the key in lists, logs and tokens
 * @param secret 256 random bits
 */
record ApiKey(KeyKind kind, String id, String secret) {

  private static final Pattern FORM =
      Pattern.compile("crow_(pk|sk)_([0-9A-Za-z]{10})_([0-9A-Za-z]{43})_([0-9A-Za-z]{6})");
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int ID_LENGTH = 10;
  // 62^43 is just above 2^256.
  private static final int SECRET_LENGTH = 43;
  private static final int CHECKSUM_LENGTH = 6;

  static ApiKey random(KeyKind kind, SecureRandom random) {
    return new ApiKey(kind, digits(ID_LENGTH, random), digits(SECRET_LENGTH, random));
  }

  /**
   * @param text whatever a client sent
   * @return the key, or empty if the text has not its form or a checksum that does not match
   */
  static Optional<ApiKey> parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    ApiKey key = new ApiKey(KeyKind.ofPrefix(parts.group(1)), parts.group(2), parts.group(3));
    return key.checksum().equals(parts.group(4)) ? Optional.of(key) : Optional.empty();
  }

  /** The key as its holder sends it. */
  String text() {
    return body() + "_" + checksum();
  }

  /** The same key with another secret. */
  ApiKey rotated(SecureRandom random) {
    return new ApiKey(kind, id, digits(SECRET_LENGTH, random));
  }

  private String body() {
    return "crow_" + kind.prefix() + "_" + id + "_" + secret;
  }

  private String checksum() {
    CRC32 crc = new CRC32();
    crc.update(body().getBytes(StandardCharsets.US_ASCII));
    long rest = crc.getValue();
    char[] digits = new char[CHECKSUM_LENGTH];
    for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
      digits[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
      rest /= DIGITS.length();
    }
    return new String(digits);
  }

  private static String digits(int length, SecureRandom random) {
    StringBuilder digits = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      digits.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
    }
    return digits.toString();
  }

  @Override
  public String toString() {
    return "ApiKey[" + kind + " " + id + "]";
  }
}
