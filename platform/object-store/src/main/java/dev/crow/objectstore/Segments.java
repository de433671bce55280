package dev.crow.objectstore;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** Makes one segment of a key out of any text, a different one for each. */
final class Segments {

  /** File systems take 255 bytes for a name, and servers add something to it while they write. */
  private static final int LONGEST = 200;

  private static final int KEPT_OF_A_LONG_ONE = 120;
  private static final Pattern AREA = Pattern.compile("[a-z0-9-]+(/[a-z0-9-]+)*");
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Segments() {}

  static String join(String area, String organizationId, List<String> path) {
    if (!AREA.matcher(area).matches()) {
      throw new IllegalArgumentException("An area is made of lower-case letters, digits, dashes");
    }
    StringBuilder key = new StringBuilder(area).append('/').append(escape(organizationId));
    for (String segment : path) {
      key.append('/').append(escape(segment));
    }
    return key.toString();
  }

  private static String escape(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("A segment of a key is empty");
    }
    StringBuilder escaped = new StringBuilder();
    text.codePoints().forEach(c -> append(escaped, c));
    if (escaped.charAt(0) == '.') {
      // Neither "." nor ".." nor a hidden file.
      escaped.replace(0, 1, "~2E");
    }
    if (escaped.length() <= LONGEST) {
      return escaped.toString();
    }
    // "~~" never comes from escaping, so a short segment cannot pass for a shortened one.
    return escaped.substring(0, KEPT_OF_A_LONG_ONE) + "~~" + hash(escaped.toString());
  }

  private static void append(StringBuilder escaped, int c) {
    if (isPlain(c)) {
      escaped.append((char) c);
    } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
      // Half a character has no UTF-8; encoding would turn all of them into question marks.
      escaped.append("~u").append(HEX.toHexDigits((short) c));
    } else {
      for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
        escaped.append('~').append(HEX.toHexDigits(b));
      }
    }
  }

  private static boolean isPlain(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '.';
  }

  private static String hash(String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HEX.formatHex(sha256.digest(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
