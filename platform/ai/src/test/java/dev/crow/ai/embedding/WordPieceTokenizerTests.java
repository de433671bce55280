package dev.crow.ai.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WordPieceTokenizerTests {

  private static final List<String> VOCABULARY =
      List.of("[UNK]", "[CLS]", "[SEP]", "cart", "##s", "cafe", "[", "]", "sep", "!", "車");

  private final WordPieceTokenizer tokenizer =
      new WordPieceTokenizer(
          IntStream.range(0, VOCABULARY.size())
              .boxed()
              .collect(Collectors.toMap(VOCABULARY::get, i -> i)));

  @Test
  void splitsAWordIntoTheLongestPieces() {
    assertThat(tokens("carts")).containsExactly("[CLS]", "cart", "##s", "[SEP]");
  }

  @Test
  void ignoresCaseAccentsAndInvisibleCharacters() {
    assertThat(tokens("C\u0000AF\u200BÉ")).containsExactly("[CLS]", "cafe", "[SEP]");
  }

  @Test
  void setsPunctuationAndIdeographsApart() {
    assertThat(tokens("cart!車cart")).containsExactly("[CLS]", "cart", "!", "車", "cart", "[SEP]");
  }

  @Test
  void callsAWordUnknownAsAWhole() {
    assertThat(tokens("cartx cart")).containsExactly("[CLS]", "[UNK]", "cart", "[SEP]");
  }

  @Test
  void callsAWordOfMoreThanAHundredCharactersUnknown() {
    assertThat(tokens("cart" + "s".repeat(96))).hasSize(2 + 97);
    assertThat(tokens("cart" + "s".repeat(97))).containsExactly("[CLS]", "[UNK]", "[SEP]");
  }

  @Test
  void readsTheNamesOfControlTokensAsText() {
    assertThat(tokens("[SEP]")).containsExactly("[CLS]", "[", "sep", "]", "[SEP]");
  }

  @Test
  void keepsTheEndMarkerWhenItCutsALongText() {
    assertThat(tokenizer.encode("cart ".repeat(1_000_000), 5)).containsExactly(1, 3, 3, 3, 2);
    assertThat(tokenizer.encode("cartsss", 4)).containsExactly(1, 3, 4, 2);
  }

  @Test
  void givesOnlyTheMarkersForTextWithoutContent() {
    assertThat(tokens(" \t\u0007\uFFFD\uD800")).containsExactly("[CLS]", "[SEP]");
  }

  @Test
  void refusesAVocabularyWithoutControlTokens() {
    assertThatThrownBy(() -> new WordPieceTokenizer(Map.of("cart", 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[UNK]");
  }

  private List<String> tokens(String text) {
    return IntStream.of(tokenizer.encode(text, 256)).mapToObj(VOCABULARY::get).toList();
  }
}
