package dev.crow.analytics.billing;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;

/** Writes text from top to bottom, and goes on with a new page where one is full. */
final class PdfPage implements AutoCloseable {

  private static final float MARGIN = 56;
  private static final float WIDTH = PDRectangle.A4.getWidth();
  private static final float RIGHT = WIDTH - MARGIN;
  private static final float LEADING = 1.35f;
  private static final float TEXT_COLUMN = 260;
  private static final float QUANTITY_END = 400;
  private static final float PRICE_END = 460;
  private static final int BODY = 10;
  private static final int SMALL = 8;

  private final PDDocument document;
  private final PDFont font;
  private final String footer;
  private @Nullable PDPageContentStream content;
  private float y;
  private int number;

  PdfPage(PDDocument document, InputStream font, String footer) throws IOException {
    this.document = document;
    this.font = PDType0Font.load(document, font, true);
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
    write(opened, footer + ", page " + number, MARGIN, MARGIN / 2, SMALL);
    return opened;
  }

  /** Ends the page; nothing is written to it any more. */
  void finish() throws IOException {
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

  void left(List<String> lines, int size) throws IOException {
    for (String line : lines) {
      for (String part : wrapped(line, size, RIGHT - MARGIN)) {
        PDPageContentStream open = with(size * LEADING);
        y -= size * LEADING;
        write(open, part, MARGIN, y, size);
      }
    }
  }

  void right(List<String> lines, int size) throws IOException {
    for (String line : lines) {
      for (String part : wrapped(line, size, RIGHT - MARGIN)) {
        PDPageContentStream open = with(size * LEADING);
        y -= size * LEADING;
        write(open, part, RIGHT - width(part, size), y, size);
      }
    }
  }

  void row(String text, String quantity, String price, String amount) throws IOException {
    List<String> parts = wrapped(text, BODY, TEXT_COLUMN);
    PDPageContentStream open = with(parts.size() * BODY * LEADING);
    y -= BODY * LEADING;
    write(open, quantity, QUANTITY_END - width(quantity, BODY), y, BODY);
    write(open, price, PRICE_END - width(price, BODY), y, BODY);
    write(open, amount, RIGHT - width(amount, BODY), y, BODY);
    for (int i = 0; i < parts.size(); i++) {
      if (i > 0) {
        y -= BODY * LEADING;
      }
      write(open, parts.get(i), MARGIN, y, BODY);
    }
    gap(4);
  }

  void rule() throws IOException {
    PDPageContentStream open = with(BODY);
    y -= 4;
    open.moveTo(MARGIN, y);
    open.lineTo(RIGHT, y);
    open.stroke();
    gap(2);
  }

  void gap(float points) {
    y -= points;
  }

  private void write(PDPageContentStream open, String text, float x, float at, int size)
      throws IOException {
    open.beginText();
    open.setFont(font, size);
    open.newLineAtOffset(x, at);
    open.showText(printable(text));
    open.endText();
  }

  private List<String> wrapped(String text, int size, float most) throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && width(line + " " + word, size) > most) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private float width(String text, int size) throws IOException {
    return font.getStringWidth(printable(text)) / 1_000 * size;
  }

  /** What the font cannot print is a question mark: a bill is readable and never fails. */
  private String printable(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints().forEach(point -> out.appendCodePoint(canPrint(point) ? point : '?'));
    return out.toString();
  }

  private boolean canPrint(int point) {
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
