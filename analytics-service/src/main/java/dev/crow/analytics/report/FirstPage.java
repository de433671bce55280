package dev.crow.analytics.report;

import dev.crow.analytics.printing.Ink;
import dev.crow.analytics.printing.PdfPage;
import dev.crow.analytics.report.Summary.Figure;
import dev.crow.analytics.report.Summary.Place;
import dev.crow.analytics.report.Summary.Ranking;
import dev.crow.contracts.export.v1.ExportFilters;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a report says of all rows: what it is of, the numbers, days as bars, the greatest. */
final class FirstPage {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);
  private static final float WIDTH = PdfPage.RIGHT - PdfPage.LEFT;
  private static final float TILE = 52;
  private static final float GUTTER = 10;
  private static final float BAR = 14;
  private static final float LABELS = 170;
  private static final int TITLE = 20;
  private static final int HEADING = 12;
  private static final int NUMBER = 16;
  private static final int BODY = 9;
  private static final int SMALL = 8;

  private final PdfPage page;
  private final Wanted wanted;
  private final Instant now;

  FirstPage(PdfPage page, Wanted wanted, Instant now) {
    this.page = page;
    this.wanted = wanted;
    this.now = now;
  }

  void print(Summary summary) throws IOException {
    page.left(List.of(wanted.name()), TITLE, Ink.BLUE);
    page.gap(4);
    page.left(List.of(about()), BODY, Ink.GREY);
    page.gap(18);
    tiles(summary.figures());
    if (!summary.days().isEmpty()) {
      heading(summary.chartTitle(), DayChart.HEIGHT);
      new DayChart(page, wanted.filters()).draw(summary.days());
    }
    for (Ranking ranking : summary.rankings()) {
      heading(ranking.title(), BAR * ranking.places().size());
      bars(ranking.places());
    }
  }

  private String about() {
    ExportFilters filters = wanted.filters();
    List<String> parts = new ArrayList<>();
    parts.add(days(filters));
    if (filters.source() != null) {
      parts.add("channel " + filters.source());
    }
    if (filters.productId() != null) {
      parts.add("product " + filters.productId());
    }
    if (filters.period() != null) {
      parts.add("by " + filters.period().replace('_', ' '));
    }
    parts.add("times are those of " + wanted.zone().getId());
    parts.add("made " + TIME.format(now.atZone(wanted.zone())));
    return String.join(" · ", parts);
  }

  private static String days(ExportFilters filters) {
    LocalDate from = filters.from();
    LocalDate to = filters.to();
    if (from != null && to != null) {
      return from.equals(to) ? DAY.format(from) : DAY.format(from) + " to " + DAY.format(to);
    }
    if (from != null) {
      return "from " + DAY.format(from);
    }
    return to == null ? "everything there is" : "until " + DAY.format(to);
  }

  private void tiles(List<Figure> figures) throws IOException {
    float width = (WIDTH - GUTTER * (figures.size() - 1)) / figures.size();
    page.reserve(TILE);
    page.gap(TILE);
    float x = PdfPage.LEFT;
    for (Figure figure : figures) {
      page.box(x, page.y(), width, TILE, Ink.PALE);
      page.text(
          page.fitted(figure.value(), NUMBER, width - GUTTER * 2),
          x + GUTTER,
          page.y() + 24,
          NUMBER,
          Ink.BLACK);
      page.text(
          page.fitted(figure.label(), SMALL, width - GUTTER * 2),
          x + GUTTER,
          page.y() + 10,
          SMALL,
          Ink.GREY);
      x += width + GUTTER;
    }
  }

  private void heading(String title, float below) throws IOException {
    page.reserve(below + 48);
    page.gap(20);
    page.left(List.of(title), HEADING, Ink.BLACK);
    page.gap(8);
  }

  private void bars(List<Place> places) throws IOException {
    long most = places.stream().mapToLong(Place::count).max().orElse(1);
    float room = WIDTH - LABELS - 50;
    for (Place place : places) {
      page.reserve(BAR);
      page.gap(BAR);
      page.text(
          page.fitted(place.label(), BODY, LABELS - GUTTER),
          PdfPage.LEFT,
          page.y() + 3,
          BODY,
          Ink.BLACK);
      float length = Math.max(1, room * place.count() / Math.max(1, most));
      page.box(PdfPage.LEFT + LABELS, page.y() + 1, length, BAR - 4, Ink.BLUE);
      page.text(
          Numbers.whole(place.count()),
          PdfPage.LEFT + LABELS + length + 5,
          page.y() + 3,
          BODY,
          Ink.GREY);
    }
  }
}
