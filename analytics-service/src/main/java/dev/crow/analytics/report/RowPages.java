package dev.crow.analytics.report;

import dev.crow.analytics.printing.Ink;
import dev.crow.analytics.printing.PdfPage;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The rows of a report: what people read as text, what they compare as a table. */
final class RowPages {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu, HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.ENGLISH);
  private static final int HEADING = 12;
  private static final int BODY = 9;
  private static final int SMALL = 8;
  private static final float LINE = 15;
  private static final float BETWEEN = 8;

  private final PdfPage page;
  private final Wanted wanted;

  RowPages(PdfPage page, Wanted wanted) {
    this.page = page;
    this.wanted = wanted;
  }

  /** A cell of a table and how much of the width is its. */
  private record Cell(String heading, float share, boolean number) {}

  void print(List<JsonNode> rows, long of) throws IOException {
    page.reserve(80);
    page.gap(24);
    page.left(List.of("One by one"), HEADING, Ink.BLACK);
    if (rows.size() < of) {
      page.left(
          List.of(
              "The first %s of %s. An export as CSV or JSON has all of them."
                  .formatted(Numbers.whole(rows.size()), Numbers.whole(of))),
          SMALL,
          Ink.GREY);
    } else if (of == 0) {
      page.left(List.of("There is nothing in these days."), BODY, Ink.GREY);
    }
    page.gap(8);
    switch (wanted.kind()) {
      case INTERACTIONS -> told(rows, this::interaction);
      case PATTERNS -> told(rows, this::pattern);
      case PRODUCTS ->
          table(
              List.of(
                  new Cell("Product", 0.40f, false),
                  new Cell("Brand", 0.18f, false),
                  new Cell("Category", 0.20f, false),
                  new Cell("Price", 0.14f, true),
                  new Cell("Stock", 0.08f, true)),
              rows,
              RowPages::product);
      case ANALYTICS ->
          table(
              List.of(
                  new Cell("Day", 0.22f, false),
                  new Cell("Visitors", 0.11f, true),
                  new Cell("Sessions", 0.11f, true),
                  new Cell("Page views", 0.13f, true),
                  new Cell("Events", 0.12f, true),
                  new Cell("Orders", 0.09f, true),
                  new Cell("Revenue", 0.22f, true)),
              rows,
              RowPages::day);
    }
  }

  /** What is written on top, and below it. */
  private record Told(String head, List<String> texts) {}

  @FunctionalInterface
  private interface Teller {
    Told tell(JsonNode row);
  }

  @FunctionalInterface
  private interface Cells {
    List<String> of(JsonNode row);
  }

  private void told(List<JsonNode> rows, Teller teller) throws IOException {
    for (JsonNode row : rows) {
      Told told = teller.tell(row);
      page.reserve(LINE * 3);
      page.left(List.of(told.head()), SMALL, Ink.GREY);
      page.left(told.texts(), BODY, Ink.BLACK);
      page.gap(BETWEEN);
    }
  }

  private Told interaction(JsonNode row) {
    String started = row.path("startedAt").asString("");
    return new Told(
        joined(
            started.isEmpty() ? "" : TIME.format(Instant.parse(started).atZone(wanted.zone())),
            row.path("source").asString(""),
            row.path("outcome").asString("").replace('_', ' ').replace('-', ' '),
            number(row, "eventCount") + " events"),
        List.of(row.path("description").asString("")));
  }

  private Told pattern(JsonNode row) {
    String advice = row.path("advice").asString("");
    List<String> texts = new ArrayList<>();
    texts.add(row.path("title").asString(""));
    texts.add(row.path("description").asString(""));
    if (!advice.isBlank()) {
      texts.add(advice);
    }
    String period = row.path("period").asString("").replace('_', ' ');
    return new Told(
        joined(
            row.has("periodEnd")
                ? period
                    + " from "
                    + DAY.format(LocalDate.parse(row.path("periodStart").asString()))
                : period,
            row.path("kind").asString("").replace('_', ' '),
            row.path("status").asString(""),
            "confidence " + Numbers.percent(row.path("confidence").doubleValue(0))),
        texts);
  }

  private static String joined(String... parts) {
    return String.join(" · ", Stream.of(parts).filter(part -> !part.isBlank()).toList());
  }

  private static List<String> product(JsonNode row) {
    JsonNode price = row.path("price");
    String currency = row.path("currency").asString("");
    return List.of(
        row.path("name").asString(""),
        row.path("brand").asString(""),
        row.path("category").asString(""),
        price.isNumber()
            ? Money.major(price.longValue(), currency).toPlainString() + " " + currency
            : "",
        row.path("stock").isNumber() ? number(row, "stock") : "");
  }

  private static List<String> day(JsonNode row) {
    return List.of(
        DAY.format(LocalDate.parse(row.path("day").asString())),
        number(row, "visitors"),
        number(row, "sessions"),
        number(row, "pageViews"),
        number(row, "events"),
        number(row, "orders"),
        Column.revenue(row));
  }

  private static String number(JsonNode row, String name) {
    return Numbers.whole(row.path(name).longValue(0));
  }

  private void table(List<Cell> cells, List<JsonNode> rows, Cells reader) throws IOException {
    List<String> headings = cells.stream().map(Cell::heading).toList();
    page.reserve(LINE * 3);
    line(cells, headings, Ink.GREY);
    for (JsonNode row : rows) {
      if (page.reserve(LINE)) {
        line(cells, headings, Ink.GREY);
      }
      line(cells, reader.of(row), Ink.BLACK);
    }
  }

  private void line(List<Cell> cells, List<String> texts, Ink ink) throws IOException {
    page.gap(LINE);
    float x = PdfPage.LEFT;
    float whole = PdfPage.RIGHT - PdfPage.LEFT;
    for (int i = 0; i < cells.size(); i++) {
      Cell cell = cells.get(i);
      float width = whole * cell.share();
      String text = page.fitted(texts.get(i), BODY, width - BETWEEN);
      float at = cell.number() ? x + width - page.width(text, BODY) : x;
      page.text(text, at, page.y() + 4, BODY, ink);
      x += width;
    }
    page.box(PdfPage.LEFT, page.y(), whole, 0.4f, Ink.LINE);
  }
}
