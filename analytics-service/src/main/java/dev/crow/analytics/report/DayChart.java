package dev.crow.analytics.report;

import dev.crow.analytics.printing.Ink;
import dev.crow.analytics.printing.PdfPage;
import dev.crow.contracts.export.v1.ExportFilters;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/** Bars over days; over weeks or months where there would be too many to tell apart. */
final class DayChart {

  /** Of bars and labels. */
  static final float HEIGHT = 150;

  private static final DateTimeFormatter LABEL =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
  private static final float LABELS = 16;
  private static final float AXIS = 36;
  private static final int LINES = 4;
  private static final int SMALL = 7;
  private static final int MOST_DAYS = 92;
  private static final int MOST_WEEKS = 104;

  private final PdfPage page;
  private final ExportFilters filters;

  DayChart(PdfPage page, ExportFilters filters) {
    this.page = page;
    this.filters = filters;
  }

  void draw(NavigableMap<LocalDate, Long> days) throws IOException {
    NavigableMap<LocalDate, Long> bars = bars(days);
    long top = top(bars.values().stream().mapToLong(Long::longValue).max().orElse(0));
    page.reserve(HEIGHT);
    page.gap(HEIGHT);
    float foot = page.y() + LABELS;
    float height = HEIGHT - LABELS;
    float left = PdfPage.LEFT + AXIS;
    float width = PdfPage.RIGHT - left;
    for (int line = 0; line <= LINES; line++) {
      float at = foot + height * line / LINES;
      page.box(left, at, width, 0.5f, Ink.LINE);
      String label = Numbers.whole(top * line / LINES);
      page.text(label, left - 6 - page.width(label, SMALL), at - 2, SMALL, Ink.GREY);
    }
    float step = width / bars.size();
    float x = left;
    for (long count : bars.values()) {
      if (count > 0) {
        page.box(x + step * 0.1f, foot, step * 0.8f, height * count / top, Ink.BLUE);
      }
      x += step;
    }
    label(bars, left, width);
  }

  /** The first, the middle and the last. */
  private void label(NavigableMap<LocalDate, Long> bars, float left, float width)
      throws IOException {
    List<LocalDate> days = new ArrayList<>(bars.keySet());
    String first = LABEL.format(days.getFirst());
    page.text(first, left, page.y() + 5, SMALL, Ink.GREY);
    if (days.size() > 4) {
      String middle = LABEL.format(days.get(days.size() / 2));
      float at = left + width / 2 - page.width(middle, SMALL) / 2;
      page.text(middle, at, page.y() + 5, SMALL, Ink.GREY);
    }
    if (days.size() > 1) {
      String last = LABEL.format(days.getLast());
      page.text(last, left + width - page.width(last, SMALL), page.y() + 5, SMALL, Ink.GREY);
    }
  }

  /** With those on which there was nothing. */
  private NavigableMap<LocalDate, Long> bars(NavigableMap<LocalDate, Long> days) {
    LocalDate first = Objects.requireNonNullElse(filters.from(), days.firstKey());
    LocalDate last = Objects.requireNonNullElse(filters.to(), days.lastKey());
    LocalDate from = first.isBefore(days.firstKey()) ? first : days.firstKey();
    LocalDate to = last.isAfter(days.lastKey()) ? last : days.lastKey();
    long length = ChronoUnit.DAYS.between(from, to) + 1;
    NavigableMap<LocalDate, Long> bars = new TreeMap<>();
    for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
      bars.merge(begin(day, length), days.getOrDefault(day, 0L), Long::sum);
    }
    return bars;
  }

  private static LocalDate begin(LocalDate day, long length) {
    if (length <= MOST_DAYS) {
      return day;
    }
    return length <= MOST_WEEKS * 7L
        ? day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
        : day.withDayOfMonth(1);
  }

  /** A round number that can be divided by the lines. */
  static long top(long most) {
    long unit = 1;
    while (unit * 10 * LINES < most) {
      unit *= 10;
    }
    for (int step : new int[] {1, 2, 5, 10}) {
      if (unit * step * LINES >= most) {
        return unit * step * LINES;
      }
    }
    throw new IllegalStateException("A unit is at least a tenth of what is needed");
  }
}
