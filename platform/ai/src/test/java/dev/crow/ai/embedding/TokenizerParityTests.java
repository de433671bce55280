package dev.crow.ai.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Compares token ids, one for one, with the tokenizer that the model was published with. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenizerParityTests {

  private static final int[][] BLOCKS = {
    {0x20, 0x7E}, // ASCII
    {0x00, 0x1F}, // controls
    {0x80, 0x24F}, // Latin
    {0x300, 0x36F}, // combining marks
    {0x370, 0x6FF}, // Greek to Arabic
    {0x900, 0xDFF}, // Indic scripts
    {0x1E00, 0x1FFF}, // more Latin and Greek
    {0x2000, 0x2BFF}, // punctuation and symbols
    {0x3000, 0x9FFF}, // kana, CJK
    {0xAC00, 0xD7A3}, // Hangul
    {0xF900, 0xFFFD}, // compatibility forms
    {0x1F300, 0x1F6FF}, // emoji
    {0x20000, 0x2FA1F}, // rare ideographs
  };

  private static final Set<UnicodeScript> SCRIPTS =
      EnumSet.of(
          UnicodeScript.LATIN,
          UnicodeScript.GREEK,
          UnicodeScript.CYRILLIC,
          UnicodeScript.HEBREW,
          UnicodeScript.ARABIC,
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.HANGUL,
          UnicodeScript.THAI,
          UnicodeScript.DEVANAGARI,
          UnicodeScript.COMMON,
          UnicodeScript.INHERITED);

  /** Given a category after Unicode 8, which is the edition the reference was built with. */
  private static final int[][] YOUNGER = {
    {0x61D, 0x61D},
    {0x890, 0x8E2},
    {0x1ABF, 0x1ACE},
    {0x1DF6, 0x1DFB},
    {0x2E43, 0x2E5D},
    {0xA8FF, 0xA8FF},
    {0x10EFC, 0x10EFF},
    {0x1133B, 0x1133B},
    {0x11B00, 0x11B09},
    {0x16FE2, 0x16FE2},
    {0x1CF00, 0x1CF46},
    {0x1E08F, 0x1E08F},
  };

  private HuggingFaceTokenizer reference;
  private WordPieceTokenizer ours;

  @BeforeAll
  void load() throws IOException {
    reference = Reference.tokenizer();
    ours = MiniLmFiles.tokenizer();
  }

  @AfterAll
  void close() {
    reference.close();
  }

  @Test
  void agreesOnEveryCharacterOfTheScriptsInDailyUse() {
    StringBuilder differing = new StringBuilder();
    for (int codePoint = 1; codePoint < 0x1FFFF; codePoint++) {
      if (isCompared(codePoint)) {
        String text = "a" + Character.toString(codePoint) + "b";
        if (!Arrays.equals(expected(text), ours.encode(text, 512))) {
          differing.append(Integer.toHexString(codePoint)).append(' ');
        }
      }
    }
    assertThat(differing.toString()).isEmpty();
  }

  @Test
  void agreesOnTextOfAnyScriptAndOnNonsense() {
    Random random = new Random(7);
    for (int i = 0; i < 3_000; i++) {
      String text = randomText(random);
      assertThat(ours.encode(text, 4096)).as(text).containsExactly(expected(text));
    }
  }

  private static boolean isCompared(int codePoint) {
    return Character.isDefined(codePoint)
        && Character.getType(codePoint) != Character.SURROGATE
        && SCRIPTS.contains(UnicodeScript.of(codePoint))
        && Arrays.stream(YOUNGER)
            .noneMatch(range -> codePoint >= range[0] && codePoint <= range[1]);
  }

  private int[] expected(String text) {
    return Arrays.stream(reference.encode(text).getIds()).mapToInt(Math::toIntExact).toArray();
  }

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(60);
    while (text.length() < length) {
      int[] block = BLOCKS[random.nextInt(4) == 0 ? random.nextInt(BLOCKS.length) : 0];
      int codePoint = random.nextInt(block[0], block[1] + 1);
      if (isCompared(codePoint)) {
        text.appendCodePoint(codePoint);
      }
    }
    return text.toString();
  }
}
