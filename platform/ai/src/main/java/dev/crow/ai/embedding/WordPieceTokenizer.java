package dev.crow.ai.embedding;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * BERT's uncased tokenizer: basic cleaning, then greedy longest-match word pieces.
 *
 * <p>It reads its text once and stops as soon as it has enough tokens, so a hostile text costs no
 * more than the part that is used. The names of control tokens, such as {@code [SEP]}, are ordinary
 * text here: nobody can write one into a sentence. Immutable, safe for any number of threads.
 */
final class WordPieceTokenizer {

  private static final int MAX_CODE_POINTS_PER_WORD = 100;

  private final Map<String, Integer> vocabulary;
  private final int unknown;
  private final int start;
  private final int end;

  /**
   * @throws IllegalArgumentException if the vocabulary lacks one of BERT's control tokens
   */
  WordPieceTokenizer(Map<String, Integer> vocabulary) {
    this.vocabulary = Map.copyOf(vocabulary);
    this.unknown = required("[UNK]");
    this.start = required("[CLS]");
    this.end = required("[SEP]");
  }

  /** Returns at most {@code maxTokens} (at least 2) token ids, the two control tokens included. */
  int[] encode(String text, int maxTokens) {
    Tokens tokens = new Tokens(maxTokens);
    int codePoint;
    for (int i = 0; i < text.length() && !tokens.full(); i += Character.charCount(codePoint)) {
      codePoint = text.codePointAt(i);
      accept(codePoint, tokens);
    }
    return tokens.finish();
  }

  private static void accept(int codePoint, Tokens tokens) {
    if (isSpace(codePoint)) {
      tokens.endWord();
    } else if (isIgnored(codePoint)) {
      return;
    } else if (isIdeograph(codePoint)) {
      tokens.endWord();
      decompose(codePoint, tokens);
      tokens.endWord();
    } else {
      decompose(codePoint, tokens);
    }
  }

  /** One code point at a time gives what decomposing the whole text gives, marks being dropped. */
  private static void decompose(int codePoint, Tokens tokens) {
    if (codePoint < 0x80) {
      append(Character.toLowerCase(codePoint), tokens);
      return;
    }
    Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFD)
        .codePoints()
        .filter(part -> Character.getType(part) != Character.NON_SPACING_MARK)
        .forEach(part -> append(Character.toLowerCase(part), tokens));
  }

  private static void append(int codePoint, Tokens tokens) {
    if (isPunctuation(codePoint)) {
      tokens.endWord();
      tokens.append(codePoint);
      tokens.endWord();
    } else {
      tokens.append(codePoint);
    }
  }

  private static boolean isSpace(int codePoint) {
    return codePoint == '\t'
        || codePoint == '\n'
        || codePoint == '\r'
        || Character.isSpaceChar(codePoint);
  }

  private static boolean isIgnored(int codePoint) {
    return codePoint == 0xFFFD
        || switch (Character.getType(codePoint)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.PRIVATE_USE,
              Character.SURROGATE,
              Character.UNASSIGNED ->
              true;
          default -> false;
        };
  }

  private static boolean isPunctuation(int codePoint) {
    if (codePoint < 0x80) {
      return codePoint > ' ' && codePoint < 0x7F && !Character.isLetterOrDigit(codePoint);
    }
    return switch (Character.getType(codePoint)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  /** The blocks of the published tokenizer, its odd 0x2B920 included: not all Han characters. */
  private static boolean isIdeograph(int c) {
    return within(c, 0x4E00, 0x9FFF)
        || within(c, 0x3400, 0x4DBF)
        || within(c, 0x20000, 0x2A6DF)
        || within(c, 0x2A700, 0x2B73F)
        || within(c, 0x2B740, 0x2B81F)
        || within(c, 0x2B920, 0x2CEAF)
        || within(c, 0xF900, 0xFAFF)
        || within(c, 0x2F800, 0x2FA1F);
  }

  private static boolean within(int value, int first, int last) {
    return value >= first && value <= last;
  }

  private int required(String token) {
    Integer id = vocabulary.get(token);
    if (id == null) {
      throw new IllegalArgumentException("The vocabulary has no " + token);
    }
    return id;
  }

  /** The ids so far, and the word that is being collected. */
  private final class Tokens {
    private final int[] ids;
    private final StringBuilder word = new StringBuilder();
    private int size;
    private int wordLength;

    Tokens(int maxTokens) {
      ids = new int[maxTokens];
      add(start);
    }

    boolean full() {
      return size == ids.length - 1;
    }

    void append(int codePoint) {
      // A word that is too long is unknown whatever it holds, so its rest need not be kept.
      if (++wordLength <= MAX_CODE_POINTS_PER_WORD) {
        word.appendCodePoint(codePoint);
      }
    }

    void endWord() {
      if (wordLength > MAX_CODE_POINTS_PER_WORD) {
        add(unknown);
      } else if (wordLength > 0) {
        addPieces(word.toString());
      }
      word.setLength(0);
      wordLength = 0;
    }

    int[] finish() {
      endWord();
      ids[size++] = end;
      return Arrays.copyOf(ids, size);
    }

    private void addPieces(String text) {
      // The whole word is matched before any of it counts: one unmatched rest makes it unknown.
      int[] pieces = new int[text.length()];
      int count = 0;
      int from = 0;
      while (from < text.length()) {
        int to = text.length();
        Integer id = piece(text, from, to);
        while (id == null && --to > from) {
          id = piece(text, from, to);
        }
        if (id == null) {
          add(unknown);
          return;
        }
        pieces[count++] = id;
        from = to;
      }
      for (int i = 0; i < count; i++) {
        add(pieces[i]);
      }
    }

    private @Nullable Integer piece(String text, int from, int to) {
      String part = text.substring(from, to);
      return vocabulary.get(from == 0 ? part : "##" + part);
    }

    private void add(int id) {
      if (!full()) {
        ids[size++] = id;
      }
    }
  }
}
