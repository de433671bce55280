package dev.crow.interaction.description;

import org.jspecify.annotations.Nullable;

/** Makes captured text fit to stand inside a sentence: one line, visible, short. */
final class CleanText {

  /** Longest captured text in a sentence, in UTF-16 units, the ellipsis included. */
  static final int MAX = 60;

  /** Reading stops here: cleaning must not cost more for a longer text. */
  private static final int SCANNED = 1_000;

  private static final int MAX_MARKS = 2;

  private CleanText() {}

  /**
   * @param raw a JSON value
   * @return its text in at most {@link #MAX} characters, or null where nothing visible is left
   */
  static @Nullable String of(@Nullable Object raw) {
    return switch (raw) {
      case String text -> clean(text);
      case Number number -> clean(number.toString());
      case null, default -> null;
    };
  }

  private static @Nullable String clean(String raw) {
    StringBuilder out = new StringBuilder(Math.min(raw.length(), MAX) + 2);
    boolean space = false;
    boolean visible = false;
    int marks = 0;
    int end = Math.min(raw.length(), SCANNED);
    for (int i = 0; i < end && out.length() <= MAX; ) {
      int point = raw.codePointAt(i);
      i += Character.charCount(point);
      int type = Character.getType(point);
      if (Character.isWhitespace(point) || Character.isSpaceChar(point)) {
        space = !out.isEmpty();
        continue;
      }
      marks = isMark(type) ? marks + 1 : 0;
      if (isInvisible(point, type) || marks > MAX_MARKS) {
        continue;
      }
      if (space) {
        out.append(' ');
        space = false;
      }
      out.appendCodePoint(isCurlyQuote(point) ? '"' : point);
      visible |= !isMark(type);
    }
    return visible ? cap(out) : null;
  }

  private static String cap(StringBuilder text) {
    if (text.length() <= MAX) {
      return text.toString();
    }
    int end = MAX - 1;
    int space = text.lastIndexOf(" ", end);
    if (space >= MAX - 15) {
      end = space;
    } else if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end).stripTrailing() + "…";
  }

  private static boolean isMark(int type) {
    return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
  }

  private static boolean isInvisible(int point, int type) {
    return switch (type) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      // Blank letters and selectors that Unicode does not class as format characters.
      default ->
          point == 0x115F
              || point == 0x1160
              || point == 0x3164
              || point == 0xFFA0
              || (point >= 0xFE00 && point <= 0xFE0F)
              || (point >= 0xE0100 && point <= 0xE01EF)
              || point == 0xFFFC
              || point == 0xFFFD;
    };
  }

  /** Our own quotation marks must stay ours, or a text could end its quotation. */
  private static boolean isCurlyQuote(int point) {
    return point >= 0x201C && point <= 0x201F;
  }
}
