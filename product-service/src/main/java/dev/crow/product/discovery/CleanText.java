package dev.crow.product.discovery;

import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/**
 * Text of a stranger's page, as plain text: without markup, control characters, and what shows
 * nothing or turns the direction of the text around it.
 */
final class CleanText {

  /** Most combining marks on one letter that any language needs. */
  private static final int MARKS = 4;

  private CleanText() {}

  /** Returns null if nothing is left. */
  static @Nullable String of(@Nullable String text, int most) {
    if (text == null) {
      return null;
    }
    String given = text.length() > 20 * most ? text.substring(0, 20 * most) : text;
    String plain =
        given.indexOf('<') >= 0 || given.indexOf('&') >= 0 ? Jsoup.parse(given).text() : given;
    StringBuilder clean = new StringBuilder();
    int marks = 0;
    boolean space = false;
    for (int at = 0; at < plain.length() && clean.length() < most; ) {
      int c = plain.codePointAt(at);
      at += Character.charCount(c);
      int type = Character.getType(c);
      boolean blank = Character.isWhitespace(c) || Character.isSpaceChar(c);
      boolean mark = type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
      marks = mark ? marks + 1 : 0;
      if (blank) {
        space = !clean.isEmpty();
      } else if (!isHidden(type) && marks <= MARKS) {
        if (space) {
          clean.append(' ');
          space = false;
        }
        clean.appendCodePoint(c);
      }
    }
    String cut = clean.length() > most ? clean.substring(0, most) : clean.toString();
    return cut.isBlank() ? null : cut.strip();
  }

  private static boolean isHidden(int type) {
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.PRIVATE_USE
        || type == Character.UNASSIGNED;
  }
}
