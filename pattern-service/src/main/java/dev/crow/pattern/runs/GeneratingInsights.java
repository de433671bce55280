package dev.crow.pattern.runs;

import dev.crow.contracts.Topics;
import dev.crow.contracts.pattern.v1.PatternDiscovered;
import dev.crow.events.Event;
import dev.crow.events.Outbox;
import dev.crow.pattern.counting.Counts;
import dev.crow.pattern.counting.VisitCounter;
import dev.crow.pattern.insights.Summaries;
import dev.crow.pattern.mining.Mining;
import dev.crow.pattern.mining.Series;
import dev.crow.pattern.mining.TimePeriod;
import dev.crow.pattern.results.CountsStore;
import dev.crow.pattern.results.Judging;
import dev.crow.pattern.results.Judging.Judged;
import dev.crow.pattern.results.Pattern;
import dev.crow.pattern.results.PatternStore;
import dev.crow.pattern.results.Status;
import dev.crow.pattern.results.WordingPlan;
import dev.crow.pattern.topics.DaySample;
import dev.crow.pattern.topics.Sample;
import dev.crow.pattern.topics.SampleStore;
import dev.crow.pattern.topics.TopicMiner;
import dev.crow.pattern.visits.Visits;
import dev.crow.pattern.wording.Brief;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One run of the workflow: counts a day, or adds up a longer period, and finds its patterns. All it
 * makes becomes visible in one transaction, together with the messages that lead on to the longer
 * periods; a run that is done again makes the same.
 */
final class GeneratingInsights {

  /** More say no more, and take longer to divide. */
  private static final int MOST_SAMPLES = 3_000;

  private final Visits visits;
  private final CountsStore counts;
  private final PatternStore patterns;
  private final SampleStore samples;
  private final Summaries summaries;
  private final WordingPlan wordings;
  private final Mining mining;
  private final Runs runs;
  private final Outbox outbox;
  private final TransactionTemplate transaction;
  private final Clock clock;

  GeneratingInsights(
      Visits visits,
      CountsStore counts,
      PatternStore patterns,
      SampleStore samples,
      Summaries summaries,
      WordingPlan wordings,
      Mining mining,
      Runs runs,
      Outbox outbox,
      TransactionTemplate transaction,
      Clock clock) {
    this.visits = visits;
    this.counts = counts;
    this.patterns = patterns;
    this.samples = samples;
    this.summaries = summaries;
    this.wordings = wordings;
    this.mining = mining;
    this.runs = runs;
    this.outbox = outbox;
    this.transaction = transaction;
    this.clock = clock;
  }

  void work(Run run) {
    String organization = run.organizationId();
    TimePeriod period = TimePeriod.valueOf(run.period().toUpperCase(Locale.ROOT));
    LocalDate start = run.start();
    Map<String, Long> progress = new TreeMap<>();
    // Before anything is read: what changes from here on is counted the next time.
    long changes = runs.changes(organization, start);

    runs.progress(run, "count", progress);
    DaySample chosen = new DaySample();
    Counts whole =
        period == TimePeriod.DAY ? count(run, chosen) : counts.sum(organization, period, start);
    progress.put("visits", whole.visits());

    runs.progress(run, "embed", progress);
    List<Sample> embedded = samples.embed(organization, start, chosen.visits());

    runs.progress(run, "mine", progress);
    Series series = counts.series(organization, period, start, whole);
    TopicMiner topics = topics(organization, period, series);
    Mining.Result result = mining.mine(series, topics.tests().stream());
    progress.put("tests", (long) result.tests().size());
    progress.put("findings", (long) result.findings().size());

    runs.progress(run, "word", progress);
    Instant now = clock.instant();
    List<Pattern> former = patterns.of(organization, period, start);
    Judged judged =
        new Judging(organization, period, start, series, now)
            .patterns(result, patterns.of(organization, period, period.previous(start)), former);
    Set<String> deleted = patterns.deleted(organization);
    List<Pattern> found =
        judged.patterns().stream().filter(pattern -> !deleted.contains(pattern.id())).toList();
    Map<String, Brief> briefs = new LinkedHashMap<>(judged.briefs());
    briefs.keySet().removeAll(deleted);
    Brief summary = summaries.brief(organization, period, start, whole, found);
    Map<String, List<String>> examples =
        new Examples(visits).of(organization, found, topics.examples());

    runs.progress(run, "store", progress);
    transaction.executeWithoutResult(
        _ -> {
          // Read first: some databases take no question after a transaction's first write.
          boolean closed = period == TimePeriod.DAY && runs.isClosed(organization, start);
          if (!closed && !visits.isErased(organization)) {
            counts.save(organization, period, start, whole);
            patterns.replace(organization, period, start, found, examples);
            wordings.write(
                organization,
                period,
                start,
                briefs,
                Summaries.id(organization, period, start),
                summary,
                now);
            if (period == TimePeriod.DAY) {
              samples.replace(organization, start, embedded);
              runs.counted(organization, start, changes);
            }
            lead(run, period);
            announce(organization, found, former);
          }
          runs.finish(run, progress);
        });
  }

  private Counts count(Run run, DaySample chosen) {
    VisitCounter counter = new VisitCounter();
    visits.ofDay(
        run.organizationId(),
        run.start(),
        visit -> {
          counter.add(visit.facts());
          chosen.add(visit);
        });
    return counter.counts();
  }

  /** A day has too few samples, and more than some months have too many. */
  private TopicMiner topics(String organization, TimePeriod period, Series series) {
    boolean fits = period != TimePeriod.DAY && !series.slices().isEmpty();
    List<Sample> found =
        fits
            ? samples.between(
                organization, series.slices().getFirst().start(), series.end(), MOST_SAMPLES)
            : List.of();
    return new TopicMiner(found, series);
  }

  private void lead(Run run, TimePeriod period) {
    for (TimePeriod next : Runs.after(period)) {
      PatternsDue due =
          new PatternsDue(
              run.organizationId(), next.word(), next.startOf(run.start()), run.cause());
      outbox.add(
          Topics.PATTERN_QUEUE,
          new Event<>(
              run.id() + ":" + next.word(), run.organizationId(), run.organizationId(), due));
    }
  }

  /** What was not there when this period was last worked out. */
  private void announce(String organization, List<Pattern> found, List<Pattern> former) {
    for (Pattern pattern : found) {
      boolean known = former.stream().anyMatch(old -> old.id().equals(pattern.id()));
      if (!known && pattern.status() != Status.GONE) {
        outbox.add(
            Topics.PATTERN_EVENTS,
            new Event<>(
                pattern.id(),
                organization,
                organization,
                new PatternDiscovered(
                    organization,
                    pattern.id(),
                    pattern.identity(),
                    pattern.period().word(),
                    pattern.periodStart(),
                    pattern.about().kind(),
                    pattern.status().word(),
                    pattern.title(),
                    pattern.description(),
                    pattern.products(),
                    pattern.confidence(),
                    pattern.createdAt())));
      }
    }
  }
}
