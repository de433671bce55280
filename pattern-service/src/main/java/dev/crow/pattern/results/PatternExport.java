package dev.crow.pattern.results;

import dev.crow.contracts.export.v1.ExportFilters;
import dev.crow.contracts.export.v1.ExportKinds;
import dev.crow.contracts.export.v1.ExportPartOrdered;
import dev.crow.exporting.ExportSource;
import dev.crow.pattern.mining.TimePeriod;
import dev.crow.pattern.results.PatternQuery.Place;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Patterns for exports, latest period first. Those of a stretch of days are the ones whose period
 * begins in it; those of all time belong to every stretch.
 */
final class PatternExport implements ExportSource {

  private static final int PAGE = 500;

  private final PatternStore store;

  PatternExport(PatternStore store) {
    this.store = store;
  }

  @Override
  public String kind() {
    return ExportKinds.PATTERNS;
  }

  @Override
  public Rows read(ExportPartOrdered order, int atMost) {
    TimePeriod period = period(order.filters().period());
    Place after = order.after() == null ? null : Place.parse(order.after());
    List<PatternView> rows = new ArrayList<>();
    while (rows.size() < atMost) {
      List<Pattern> page = store.page(query(order, period, after));
      for (Pattern pattern : page) {
        if (rows.size() == atMost) {
          break;
        }
        after = Place.of(pattern);
        if (isWithin(order.filters(), pattern)) {
          rows.add(PatternView.of(pattern, null));
        }
      }
      if (page.size() < PAGE && (page.isEmpty() || Place.of(page.getLast()).equals(after))) {
        return new Rows(rows, null, null);
      }
    }
    return new Rows(rows, after == null ? null : after.text(), null);
  }

  private static PatternQuery query(
      ExportPartOrdered order, @Nullable TimePeriod period, @Nullable Place after) {
    return new PatternQuery(
        order.organizationId(),
        period,
        null,
        Set.of(),
        Set.of(),
        order.filters().productId(),
        after,
        PAGE);
  }

  private static boolean isWithin(ExportFilters filters, Pattern pattern) {
    LocalDate from = filters.from();
    LocalDate to = filters.to();
    LocalDate start = pattern.periodStart();
    return pattern.period().isEndless()
        || ((from == null || !start.isBefore(from)) && (to == null || !start.isAfter(to)));
  }

  private static @Nullable TimePeriod period(@Nullable String word) {
    return word == null
        ? null
        : TimePeriod.of(word)
            .orElseThrow(
                () ->
                    new IllegalArgumentException("period is day, week, month, year or all_time."));
  }
}
