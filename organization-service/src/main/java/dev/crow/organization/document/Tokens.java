package dev.crow.organization.document;

import java.util.ArrayList;
import java.util.List;

/**
 * About how many tokens a text has for the models in use, never far below: a short word is one, a
 * long one several, and so is each sign and each ideograph.
 */
final class Tokens {

  /** Letters of a piece of a word, about. */
  private static final int PIECE = 5;

  private Tokens() {}

  static int count(String text) {
    int tokens = 0;
    int letters = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int one = text.codePointAt(i);
      if (isOfWord(one)) {
        letters++;
      } else {
        tokens += pieces(letters) + (Character.isWhitespace(one) ? 0 : 1);
        letters = 0;
      }
    }
    return tokens + pieces(letters);
  }

  /** Parts of at most so many tokens, cut between words where there are any. */
  static List<String> split(String text, int most) {
    List<String> parts = new ArrayList<>();
    String rest = text;
    while (count(rest) > most) {
      int end = end(rest, most);
      parts.add(rest.substring(0, end).strip());
      rest = rest.substring(end).strip();
    }
    if (!rest.isEmpty()) {
      parts.add(rest);
    }
    return parts;
  }

  /** Where the last word or sign ends that has room; within a word if it is the first. */
  private static int end(String text, int most) {
    int lastBreak = 0;
    int tokens = 0;
    int letters = 0;
    int i = 0;
    while (i < text.length() && tokens + pieces(letters) <= most) {
      int one = text.codePointAt(i);
      if (isOfWord(one)) {
        letters++;
        i += Character.charCount(one);
      } else {
        tokens += pieces(letters) + (Character.isWhitespace(one) ? 0 : 1);
        letters = 0;
        i += Character.charCount(one);
        if (tokens <= most) {
          lastBreak = i;
        }
      }
    }
    return lastBreak > 0 ? lastBreak : Math.max(1, text.offsetByCodePoints(i, -1));
  }

  private static int pieces(int letters) {
    return (letters + PIECE - 1) / PIECE;
  }

  private static boolean isOfWord(int codePoint) {
    return Character.isLetterOrDigit(codePoint) && !Character.isIdeographic(codePoint);
  }
}
