package dev.crow.organization.document;

import dev.crow.organization.extraction.Block;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a document into pieces for an embedding model. A heading begins a new one and is kept beside
 * those under it; within a section whole sentences are put together until there is no more room,
 * and the last of them open the next piece again, so that what hangs together is found from both.
 */
final class Chunker {

  private static final int LONGEST_HEADING = 200;

  private final int most;
  private final int overlap;
  private final List<Piece> pieces = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();
  private final @Nullable String[] headings = new @Nullable String[6];
  private boolean fresh;

  private Chunker(int most, int overlap) {
    this.most = most;
    this.overlap = overlap;
  }

  /**
   * @param most tokens of a piece, about
   * @param overlap tokens that a piece shares with the one before, at most
   */
  static List<Piece> cut(List<Block> blocks, int most, int overlap) {
    Chunker chunker = new Chunker(most, overlap);
    blocks.forEach(chunker::add);
    chunker.emit(false);
    return chunker.pieces;
  }

  private void add(Block block) {
    if (block.level() > 0) {
      emit(false);
      headings[block.level() - 1] = block.text();
      for (int deeper = block.level(); deeper < headings.length; deeper++) {
        headings[deeper] = null;
      }
      return;
    }
    boolean first = true;
    for (String sentence : sentences(block.text())) {
      for (String part : Tokens.split(sentence, most)) {
        add(new Part(part, Tokens.count(part), block.page(), first));
        first = false;
      }
    }
  }

  private void add(Part part) {
    if (size(parts) + part.tokens() > most && !parts.isEmpty()) {
      emit(true);
      if (size(parts) + part.tokens() > most) {
        parts.clear();
      }
    }
    parts.add(part);
    fresh = true;
  }

  /** Parts that were all in the piece before make none of their own. */
  private void emit(boolean goesOn) {
    if (fresh) {
      pieces.add(
          new Piece(
              heading(), parts.getFirst().page() == 0 ? null : parts.getFirst().page(), text()));
    }
    fresh = false;
    if (goesOn) {
      keepLast();
    } else {
      parts.clear();
    }
  }

  private void keepLast() {
    int from = parts.size();
    int kept = 0;
    while (from > 0 && kept + parts.get(from - 1).tokens() <= overlap) {
      from--;
      kept += parts.get(from).tokens();
    }
    parts.subList(0, from).clear();
  }

  private static int size(List<Part> parts) {
    return parts.stream().mapToInt(Part::tokens).sum();
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      if (!text.isEmpty()) {
        text.append(part.beginsParagraph() ? '\n' : ' ');
      }
      text.append(part.text());
    }
    return text.toString();
  }

  private @Nullable String heading() {
    String path =
        Arrays.stream(headings).filter(Objects::nonNull).collect(Collectors.joining(" > "));
    return path.isEmpty() ? null : path.substring(0, Math.min(LONGEST_HEADING, path.length()));
  }

  private static List<String> sentences(String text) {
    BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
    breaks.setText(text);
    List<String> sentences = new ArrayList<>();
    int start = breaks.first();
    for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
      String sentence = text.substring(start, end).strip();
      if (!sentence.isEmpty()) {
        sentences.add(sentence);
      }
    }
    return sentences;
  }

  /**
   * @param heading headings it stands under, or null
   * @param page where it begins, or null
   * @param text a line for each paragraph
   */
  record Piece(@Nullable String heading, @Nullable Integer page, String text) {}

  /** A sentence, or as much of one as there is room for. */
  private record Part(String text, int tokens, int page, boolean beginsParagraph) {}
}
