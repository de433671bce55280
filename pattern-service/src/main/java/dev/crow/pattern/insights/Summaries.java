package dev.crow.pattern.insights;

import dev.crow.pattern.counting.Counts;
import dev.crow.pattern.counting.Subjects;
import dev.crow.pattern.counting.Tally;
import dev.crow.pattern.insights.Insights.Action;
import dev.crow.pattern.insights.Insights.Figures;
import dev.crow.pattern.insights.Insights.Insight;
import dev.crow.pattern.insights.Insights.Revenue;
import dev.crow.pattern.mining.Series.Slice;
import dev.crow.pattern.mining.TimePeriod;
import dev.crow.pattern.results.CountsStore;
import dev.crow.pattern.results.Pattern;
import dev.crow.pattern.results.PatternStore;
import dev.crow.pattern.results.Status;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sums up periods, from their counts and patterns. */
@Component
class Summaries {

  private static final int MOST = 10;
  private static final int MOST_ACTIONS = 5;

  private final CountsStore counts;
  private final PatternStore patterns;

  Summaries(CountsStore counts, PatternStore patterns) {
    this.counts = counts;
    this.patterns = patterns;
  }

  Insights of(String organization, TimePeriod period, LocalDate start) {
    Figures now = figures(organization, period, start);
    Figures before =
        period.isEndless() ? null : figures(organization, period, period.previous(start));
    List<Pattern> found = patterns.of(organization, period, start);
    return new Insights(
        period.word(),
        period.isEndless() ? null : start,
        period.isEndless() ? null : period.end(start),
        summary(now, before, found),
        now,
        before,
        with(found, Status.NEW),
        with(found, Status.GROWING),
        with(found, Status.FADING),
        with(found, Status.GONE),
        actions(found));
  }

  private @Nullable Figures figures(String organization, TimePeriod period, LocalDate start) {
    List<Slice> stored = counts.between(organization, period, start, start.plusDays(1));
    if (stored.isEmpty()) {
      return null;
    }
    Counts counted = stored.getFirst().counts();
    return new Figures(
        counted.visits(),
        counted.of(Tally.VIEWERS, Subjects.SHOP),
        counted.of(Tally.CARTERS, Subjects.SHOP),
        counted.of(Tally.CHECKOUTS, Subjects.SHOP),
        counted.of(Tally.BUYERS, Subjects.SHOP),
        counted.subjects(Tally.REVENUE).stream()
            .map(currency -> new Revenue(currency, counted.of(Tally.REVENUE, currency)))
            .toList());
  }

  private static String summary(
      @Nullable Figures now, @Nullable Figures before, List<Pattern> found) {
    if (now == null || now.visits() == 0) {
      return "There were no visits.";
    }
    StringBuilder text = new StringBuilder();
    text.append(count(now.visits(), "visit", "visits"));
    if (before != null && before.visits() > 0) {
      long change = Math.round(100.0 * (now.visits() - before.visits()) / before.visits());
      text.append(" (")
          .append(change >= 0 ? "+" : "−")
          .append(Math.abs(change))
          .append("% against the period before)");
    }
    text.append(", ").append(count(now.purchase(), "order", "orders")).append(". ");
    long fresh = number(found, Status.NEW);
    long gone = number(found, Status.GONE);
    text.append(count(found.size() - gone, "pattern", "patterns")).append(", ");
    text.append(fresh).append(" of them new, and ").append(gone).append(" gone.");
    found.stream()
        .filter(pattern -> pattern.status() == Status.NEW)
        .findFirst()
        .ifPresent(pattern -> text.append(" Foremost: ").append(pattern.title()).append('.'));
    return text.toString();
  }

  private static long number(List<Pattern> patterns, Status status) {
    return patterns.stream().filter(pattern -> pattern.status() == status).count();
  }

  private static String count(long number, String one, String many) {
    return NumberFormat.getIntegerInstance(Locale.ENGLISH).format(number)
        + " "
        + (number == 1 ? one : many);
  }

  private static List<Insight> with(List<Pattern> patterns, Status status) {
    return patterns.stream()
        .filter(pattern -> pattern.status() == status)
        .limit(MOST)
        .map(
            pattern ->
                new Insight(
                    pattern.id(),
                    pattern.about().kind(),
                    pattern.title(),
                    pattern.description(),
                    pattern.confidence()))
        .toList();
  }

  /** Each piece of advice once, for the weightiest of its reasons. */
  private static List<Action> actions(List<Pattern> patterns) {
    List<Action> actions = new ArrayList<>();
    Set<String> given = new HashSet<>();
    for (Pattern pattern : patterns) {
      if (pattern.status() != Status.GONE
          && actions.size() < MOST_ACTIONS
          && given.add(pattern.advice())) {
        actions.add(
            new Action(actions.size() + 1, pattern.advice(), pattern.title(), pattern.id()));
      }
    }
    return actions;
  }
}
