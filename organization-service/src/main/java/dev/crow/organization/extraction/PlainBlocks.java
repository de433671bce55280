package dev.crow.organization.extraction;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Blocks of text that has no parser: paragraphs by empty lines, headings by Markdown's marks. */
final class PlainBlocks {

  private static final Pattern HEADING = Pattern.compile("(#{1,6})\\s+(.+?)\\s*#*");
  private static final Pattern ITEM = Pattern.compile("\\s*([-*+]|\\d{1,3}[.)])\\s+.*");

  private final DocumentType type;
  private final List<Block> blocks = new ArrayList<>();
  private final StringBuilder paragraph = new StringBuilder();
  private boolean inCode;

  private PlainBlocks(DocumentType type) {
    this.type = type;
  }

  static List<Block> of(String text, DocumentType type) {
    PlainBlocks made = new PlainBlocks(type);
    text.lines().forEach(made::line);
    made.flush();
    return made.blocks;
  }

  private void line(String line) {
    if (type == DocumentType.CSV) {
      paragraph.append(line);
      flush();
      return;
    }
    boolean markdown = type == DocumentType.MARKDOWN;
    if (markdown && line.startsWith("```")) {
      inCode = !inCode;
      flush();
      return;
    }
    Matcher heading = HEADING.matcher(line);
    if (markdown && !inCode && heading.matches()) {
      flush();
      add(heading.group(1).length(), heading.group(2));
      return;
    }
    if (line.isBlank() || ITEM.matcher(line).matches()) {
      flush();
    }
    paragraph.append(line).append(' ');
  }

  private void flush() {
    add(0, paragraph);
    paragraph.setLength(0);
  }

  private void add(int level, CharSequence text) {
    String clean = CleanText.of(text);
    if (!clean.isEmpty()) {
      blocks.add(new Block(level, 0, clean));
    }
  }
}
