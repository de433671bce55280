package dev.crow.pattern.insights;

import dev.crow.events.NameUuid;
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
import dev.crow.pattern.results.WordingStore;
import dev.crow.pattern.results.WordingStore.Words;
import dev.crow.pattern.wording.Brief;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sums up periods, from their counts and patterns. */
@Component
public class Summaries {

  private static final int MOST = 10;
  private static final int MOST_ACTIONS = 5;

  private final CountsStore counts;
  private final PatternStore patterns;
  private final WordingStore wordings;

  Summaries(CountsStore counts, PatternStore patterns, WordingStore wordings) {
    this.counts = counts;
    this.patterns = patterns;
    this.wordings = wordings;
  }

  /**
   * @param organization whose
   * @param period how long a time
   * @param start its first day
   * @return what names the summary among what models word
   */
  public static String id(String organization, TimePeriod period, LocalDate start) {
    return NameUuid.of("insights", organization, period.word(), start.toString()).toString();
  }

  /**
   * @param organization whose
   * @param period how long a time
   * @param start its first day
   * @param whole its counts
   * @param found its patterns, the weightiest first
   * @return what a model may say of the period
   */
  public Brief brief(
      String organization, TimePeriod period, LocalDate start, Counts whole, List<Pattern> found) {
    return new PeriodSummary(figures(whole), before(organization, period, start), found).brief();
  }

  Insights of(String organization, TimePeriod period, LocalDate start) {
    Figures now = figures(organization, period, start);
    Figures before = before(organization, period, start);
    List<Pattern> found = patterns.of(organization, period, start);
    PeriodSummary summary = new PeriodSummary(now, before, found);
    Words words =
        wordings
            .words(organization, id(organization, period, start), summary.brief().key())
            .orElseGet(() -> new Words("", summary.text(), Pattern.TEMPLATES));
    return new Insights(
        period.word(),
        period.isEndless() ? null : start,
        period.isEndless() ? null : period.end(start),
        words.description(),
        words.generator(),
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
    return figures(stored.getFirst().counts());
  }

  private @Nullable Figures before(String organization, TimePeriod period, LocalDate start) {
    return period.isEndless() ? null : figures(organization, period, period.previous(start));
  }

  private static Figures figures(Counts counted) {
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
