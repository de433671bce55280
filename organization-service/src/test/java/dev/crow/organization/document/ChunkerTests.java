package dev.crow.organization.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.organization.document.Chunker.Piece;
import dev.crow.organization.extraction.Block;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChunkerTests {

  private static Block text(String text) {
    return new Block(0, 0, text);
  }

  private static Block heading(int level, String text) {
    return new Block(level, 0, text);
  }

  @Test
  void aHeadingBeginsAPieceAndStaysBesideIt() {
    assertThat(
            Chunker.cut(
                List.of(
                    text("Before."),
                    heading(1, "Orders"),
                    heading(2, "Returns"),
                    text("30 days."),
                    text("Unused."),
                    heading(2, "Shipping"),
                    text("Free."),
                    heading(1, "Contact"),
                    text("Write.")),
                240,
                40))
        .containsExactly(
            new Piece(null, null, "Before."),
            new Piece("Orders > Returns", null, "30 days.\nUnused."),
            new Piece("Orders > Shipping", null, "Free."),
            new Piece("Contact", null, "Write."));
  }

  @Test
  void longSectionsAreCutBetweenSentencesAndOverlap() {
    List<Block> blocks =
        IntStream.range(0, 100)
            .mapToObj(i -> text("This is sentence number %d of them.".formatted(i)))
            .toList();
    List<Piece> pieces = Chunker.cut(blocks, 60, 15);
    assertThat(pieces).hasSizeGreaterThan(10);
    for (int i = 0; i < pieces.size(); i++) {
      assertThat(Tokens.count(pieces.get(i).text())).isLessThanOrEqualTo(60);
      if (i > 0) {
        String first = pieces.get(i).text().lines().findFirst().orElseThrow();
        assertThat(pieces.get(i - 1).text()).endsWith(first);
      }
    }
    String all = pieces.stream().map(Piece::text).reduce("", String::concat);
    blocks.forEach(block -> assertThat(all).contains(block.text()));
  }

  @Test
  void aSentenceWithoutEndIsCutBetweenWords() {
    String endless = "word ".repeat(500).strip();
    List<Piece> pieces = Chunker.cut(List.of(text(endless)), 50, 10);
    assertThat(pieces)
        .hasSizeGreaterThanOrEqualTo(10)
        .allSatisfy(
            piece -> {
              assertThat(Tokens.count(piece.text())).isLessThanOrEqualTo(50);
              assertThat(piece.text()).matches("word( word)*");
            });
  }

  @Test
  void aWordWithoutEndIsCutToo() {
    String endless = "x".repeat(10_000);
    List<Piece> pieces = Chunker.cut(List.of(text(endless)), 50, 0);
    assertThat(pieces.stream().mapToInt(piece -> piece.text().length()).sum()).isEqualTo(10_000);
    assertThat(pieces)
        .allSatisfy(piece -> assertThat(Tokens.count(piece.text())).isLessThanOrEqualTo(50));
  }

  @Test
  void anIdeographIsAToken() {
    assertThat(Tokens.count("東京都")).isEqualTo(3);
    assertThat(Tokens.count("tea, please")).isEqualTo(4);
    assertThat(Chunker.cut(List.of(text("茶".repeat(500))), 100, 0)).hasSize(5);
  }

  @Test
  void keepsThePageOnWhichAPieceBegins() {
    assertThat(Chunker.cut(List.of(new Block(0, 2, "One."), new Block(0, 3, "Two.")), 240, 40))
        .containsExactly(new Piece(null, 2, "One.\nTwo."));
  }

  @Test
  void headingsAloneAreNoPiece() {
    assertThat(Chunker.cut(List.of(heading(1, "A"), heading(2, "B")), 240, 40)).isEmpty();
  }
}
