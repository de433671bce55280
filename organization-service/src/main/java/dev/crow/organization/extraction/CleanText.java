package dev.crow.organization.extraction;

import java.text.Normalizer;

/**
 * Text of strangers in one line: nothing in it steers a terminal, a page or a reading direction.
 */
final class CleanText {

  private CleanText() {}

  static String of(CharSequence text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().forEach(one -> append(clean, one));
    String line = Normalizer.normalize(clean, Normalizer.Form.NFC).strip();
    // What is left of cells that stood at the end of their row.
    while (line.endsWith("|")) {
      line = line.substring(0, line.length() - 1).strip();
    }
    return line.equals("|") ? "" : line;
  }

  private static void append(StringBuilder clean, int one) {
    if (Character.isWhitespace(one) || Character.isSpaceChar(one)) {
      if (!clean.isEmpty() && clean.charAt(clean.length() - 1) != ' ') {
        clean.append(' ');
      }
      return;
    }
    switch (Character.getType(one)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED -> {}
      default -> clean.appendCodePoint(one);
    }
  }
}
