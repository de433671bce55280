package dev.crow.organization.extraction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Takes blocks of text from the XHTML that every parser of Tika writes. */
final class BlockHandler extends DefaultHandler {

  private static final Set<String> BREAKS =
      Set.of(
          "p",
          "li",
          "tr",
          "div",
          "table",
          "ul",
          "ol",
          "dt",
          "dd",
          "pre",
          "blockquote",
          "section",
          "article",
          "header",
          "footer",
          "main",
          "aside",
          "caption",
          "body");
  private static final Set<String> CELLS = Set.of("td", "th");

  private final int most;
  private final List<Block> blocks = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private boolean inBody;
  private int level;
  private int page;
  private int taken;

  /**
   * @param most characters
   */
  BlockHandler(int most) {
    this.most = most;
  }

  List<Block> blocks() {
    requireRoom();
    flush();
    return blocks;
  }

  @Override
  public void startElement(String uri, String name, String qName, Attributes attributes) {
    String element = name.toLowerCase(Locale.ROOT);
    if (element.equals("body")) {
      inBody = true;
    }
    int heading = heading(element);
    if (heading > 0 || BREAKS.contains(element)) {
      flush();
      level = heading;
    }
    if (element.equals("div") && "page".equals(attributes.getValue("class"))) {
      page++;
    }
  }

  @Override
  public void endElement(String uri, String name, String qName) {
    String element = name.toLowerCase(Locale.ROOT);
    if (CELLS.contains(element)) {
      text.append(" | ");
    } else if (element.equals("br")) {
      text.append(' ');
    } else if (heading(element) > 0 || BREAKS.contains(element)) {
      flush();
    }
  }

  @Override
  public void characters(char[] characters, int start, int length) throws SAXException {
    if (!inBody) {
      return;
    }
    taken += length;
    if (taken > most) {
      throw new SAXException("There is too much text");
    }
    text.append(characters, start, length);
  }

  @Override
  public void ignorableWhitespace(char[] characters, int start, int length) {
    text.append(' ');
  }

  /** A parser may have taken the exception for its own and gone on. */
  void requireRoom() {
    if (taken > most) {
      throw Refusals.tooMuchText(most);
    }
  }

  private void flush() {
    String line = CleanText.of(text);
    text.setLength(0);
    if (!line.isEmpty()) {
      blocks.add(new Block(level, page, line));
    }
    level = 0;
  }

  private static int heading(String element) {
    return element.length() == 2 && element.charAt(0) == 'h' && Character.isDigit(element.charAt(1))
        ? Math.clamp(element.charAt(1) - '0', 0, 6)
        : 0;
  }
}
