package dev.crow.analytics.printing;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;

/**
 * Writes from top to bottom, and goes on with a new page where one is full. Lengths are points;
 * heights are measured from the foot of the page.
 */
public final class PdfPage implements AutoCloseable {

  /** Where lines begin. */
  public static final float LEFT = 56;

  /** Where lines end. */
  public static final float RIGHT = PDRectangle.A4.getWidth() - LEFT;

  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
  private static final float MARGIN = LEFT;
  private static final float LEADING = 1.35f;
  private static final String ELLIPSIS = "…";
  private static final float TEXT_COLUMN = 260;
  private static final float QUANTITY_END = 400;
  private static final float PRICE_END = 460;
  private static final int BODY = 10;
  private static final int SMALL = 8;

  private final PDDocument document;
  private final PDFont font;
  private final String footer;
  private final Map<Integer, Boolean> printable = new HashMap<>();
  private @Nullable PDPageContentStream content;
  private float y;
  private int number;

  /**
   * Begins the first page.
   *
   * @param document takes the pages
   * @param footer stands at the foot of each, before its number
   * @throws IOException if the document cannot take it
   */
  public PdfPage(PDDocument document, String footer) throws IOException {
    this.document = document;
    try (InputStream font =
        Objects.requireNonNull(PDDocument.class.getResourceAsStream(FONT), FONT)) {
      this.font = PDType0Font.load(document, font, true);
    }
    this.footer = footer;
    next();
  }

  private PDPageContentStream next() throws IOException {
    finish();
    PDPage page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    number++;
    y = PDRectangle.A4.getHeight() - MARGIN;
    PDPageContentStream opened = new PDPageContentStream(document, page);
    content = opened;
    write(opened, footer + ", page " + number, MARGIN, MARGIN / 2, SMALL, Ink.GREY);
    return opened;
  }

  /**
   * Ends the page; nothing is written to it any more.
   *
   * @throws IOException as all that writes
   */
  public void finish() throws IOException {
    PDPageContentStream open = content;
    if (open != null) {
      open.close();
      content = null;
    }
  }

  private PDPageContentStream with(float height) throws IOException {
    PDPageContentStream open = content;
    return open == null || y - height < MARGIN ? next() : open;
  }

  /**
   * Writes lines, each as many times broken as it is too long.
   *
   * @param lines from the left
   * @param size of the letters
   * @throws IOException as all that writes
   */
  public void left(List<String> lines, int size) throws IOException {
    left(lines, size, Ink.BLACK);
  }

  /** As {@link #left(List, int)}, in a colour. */
  public void left(List<String> lines, int size, Ink ink) throws IOException {
    for (String line : lines) {
      for (String part : wrapped(line, size, RIGHT - MARGIN)) {
        PDPageContentStream open = with(size * LEADING);
        y -= size * LEADING;
        write(open, part, MARGIN, y, size, ink);
      }
    }
  }

  /** As {@link #left(List, int)}, to the right. */
  public void right(List<String> lines, int size) throws IOException {
    for (String line : lines) {
      for (String part : wrapped(line, size, RIGHT - MARGIN)) {
        PDPageContentStream open = with(size * LEADING);
        y -= size * LEADING;
        write(open, part, RIGHT - width(part, size), y, size, Ink.BLACK);
      }
    }
  }

  /**
   * Writes a line of a bill.
   *
   * @throws IOException as all that writes
   */
  public void row(String text, String quantity, String price, String amount) throws IOException {
    List<String> parts = wrapped(text, BODY, TEXT_COLUMN);
    PDPageContentStream open = with(parts.size() * BODY * LEADING);
    y -= BODY * LEADING;
    write(open, quantity, QUANTITY_END - width(quantity, BODY), y, BODY, Ink.BLACK);
    write(open, price, PRICE_END - width(price, BODY), y, BODY, Ink.BLACK);
    write(open, amount, RIGHT - width(amount, BODY), y, BODY, Ink.BLACK);
    for (int i = 0; i < parts.size(); i++) {
      if (i > 0) {
        y -= BODY * LEADING;
      }
      write(open, parts.get(i), MARGIN, y, BODY, Ink.BLACK);
    }
    gap(4);
  }

  /**
   * Draws a line across the page.
   *
   * @throws IOException as all that writes
   */
  public void rule() throws IOException {
    PDPageContentStream open = with(BODY);
    y -= 4;
    open.moveTo(MARGIN, y);
    open.lineTo(RIGHT, y);
    open.stroke();
    gap(2);
  }

  /**
   * @param points to leave free
   */
  public void gap(float points) {
    y -= points;
  }

  /**
   * Sees to it that so much fits below, on a new page if it does not on this one.
   *
   * @param height of what belongs together
   * @return whether a new page was begun
   * @throws IOException as all that writes
   */
  public boolean reserve(float height) throws IOException {
    int before = number;
    PDPageContentStream _ = with(height);
    return number != before;
  }

  /**
   * @return where the last line stands
   */
  public float y() {
    return y;
  }

  /**
   * Writes a single line anywhere on the page.
   *
   * @throws IOException as all that writes
   */
  public void text(String text, float x, float at, int size, Ink ink) throws IOException {
    write(with(0), text, x, at, size, ink);
  }

  /**
   * Fills a rectangle.
   *
   * @param x of its left side
   * @param at of its lower side
   * @throws IOException as all that writes
   */
  public void box(float x, float at, float width, float height, Ink ink) throws IOException {
    PDPageContentStream open = with(0);
    open.setNonStrokingColor(ink.red(), ink.green(), ink.blue());
    open.addRect(x, at, width, height);
    open.fill();
  }

  /**
   * @param most width in points
   * @return the text, or as much of it as fits and an ellipsis
   * @throws IOException as all that writes
   */
  public String fitted(String text, int size, float most) throws IOException {
    if (width(text, size) <= most) {
      return text;
    }
    int fits = 0;
    int tooLong = text.codePointCount(0, text.length());
    while (tooLong - fits > 1) {
      int middle = (fits + tooLong) / 2;
      if (width(beginning(text, middle) + ELLIPSIS, size) <= most) {
        fits = middle;
      } else {
        tooLong = middle;
      }
    }
    return beginning(text, fits) + ELLIPSIS;
  }

  private static String beginning(String text, int points) {
    return text.substring(0, text.offsetByCodePoints(0, points));
  }

  private void write(PDPageContentStream open, String text, float x, float at, int size, Ink ink)
      throws IOException {
    open.setNonStrokingColor(ink.red(), ink.green(), ink.blue());
    open.beginText();
    open.setFont(font, size);
    open.newLineAtOffset(x, at);
    open.showText(printable(text));
    open.endText();
  }

  /** A word that is longer than a line is cut. */
  private List<String> wrapped(String text, int size, float most) throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String given : text.split(" ", -1)) {
      String word = fitted(given, size, most);
      if (!line.isEmpty() && width(line + " " + word, size) > most) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /**
   * @return how wide a line is
   * @throws IOException as all that writes
   */
  public float width(String text, int size) throws IOException {
    return font.getStringWidth(printable(text)) / 1_000 * size;
  }

  /** What the font cannot print is a question mark: a bill is readable and never fails. */
  private String printable(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints().forEach(point -> out.appendCodePoint(canPrint(point) ? point : '?'));
    return out.toString();
  }

  /** Marks that nobody sees could turn the line around. */
  private boolean canPrint(int point) {
    return Character.getType(point) != Character.FORMAT
        && printable.computeIfAbsent(point, this::hasLetter);
  }

  private boolean hasLetter(int point) {
    try {
      return !Character.isISOControl(point) && font.encode(Character.toString(point)).length > 0;
    } catch (IOException | IllegalArgumentException e) {
      // This is how the library says that there is no such letter.
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    finish();
  }
}
