package dev.crow.pattern.results;

import dev.crow.events.NameUuid;
import dev.crow.pattern.counting.Subjects;
import dev.crow.pattern.mining.Finding;
import dev.crow.pattern.mining.Hypothesis;
import dev.crow.pattern.mining.Kind;
import dev.crow.pattern.mining.Mining;
import dev.crow.pattern.mining.Series;
import dev.crow.pattern.mining.TimePeriod;
import dev.crow.pattern.results.Pattern.About;
import dev.crow.pattern.results.Statistics.Measured;
import dev.crow.pattern.wording.Brief;
import dev.crow.pattern.wording.Wording;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns what mining found into patterns: names, status and words. */
public final class Judging {

  private static final int RECENT_DAYS = 14;

  private final String organizationId;
  private final TimePeriod period;
  private final LocalDate start;
  private final Series series;
  private final Instant now;

  /**
   * @param organizationId whose
   * @param period how long a time
   * @param start its first day
   * @param series what it was judged by
   * @param now when
   */
  public Judging(
      String organizationId, TimePeriod period, LocalDate start, Series series, Instant now) {
    this.organizationId = organizationId;
    this.period = period;
    this.start = start;
    this.series = series;
    this.now = now;
  }

  /**
   * What came of a period.
   *
   * @param patterns the weightiest first, those that are gone last
   * @param briefs by pattern id, what a model may say of those that are not gone
   */
  public record Judged(List<Pattern> patterns, Map<String, Brief> briefs) {}

  /**
   * @param result of mining
   * @param before patterns of the period before
   * @param former patterns this period had until now
   * @return the patterns of the period
   */
  public Judged patterns(Mining.Result result, List<Pattern> before, List<Pattern> former) {
    Map<String, Pattern> earlier = new HashMap<>();
    before.stream()
        .filter(pattern -> pattern.status() != Status.GONE)
        .forEach(pattern -> earlier.put(pattern.identity(), pattern));
    Map<String, Instant> created = new HashMap<>();
    former.forEach(pattern -> created.put(pattern.id(), pattern.createdAt()));
    Wording wording = new Wording(series);
    List<Pattern> patterns = new ArrayList<>();
    Map<String, Brief> briefs = new LinkedHashMap<>();
    Set<String> found = new HashSet<>();
    for (Finding finding : result.findings()) {
      Hypothesis hypothesis = finding.hypothesis();
      String identity = identity(hypothesis.identity());
      found.add(identity);
      Status status = status(hypothesis, earlier.get(identity));
      patterns.add(
          pattern(
              identity,
              status,
              patterns.size(),
              hypothesis,
              finding.falseDiscoveryRate(),
              wording.text(hypothesis),
              created));
      briefs.put(patterns.getLast().id(), wording.brief(hypothesis, status == Status.NEW));
    }
    if (period != TimePeriod.ALL_TIME) {
      earlier.values().stream()
          .filter(pattern -> !found.contains(pattern.identity()))
          .sorted(Comparator.comparingInt(Pattern::position))
          .forEach(pattern -> addGone(patterns, pattern, result, wording, created));
    }
    return new Judged(patterns, briefs);
  }

  /** Only what was tested again can be said to be gone; of the rest nothing is known. */
  private void addGone(
      List<Pattern> patterns,
      Pattern before,
      Mining.Result result,
      Wording wording,
      Map<String, Instant> created) {
    About about = before.about();
    String form = about.kind().equals(Kind.TREND.word()) ? Kind.CHANGE.word() : about.kind();
    Hypothesis test =
        result
            .tests()
            .get(
                String.join(
                    "|",
                    form,
                    about.measure(),
                    about.subject(),
                    about.segment() == null ? "" : about.segment()));
    if (test != null) {
      Wording.Text text = wording.text(test);
      patterns.add(
          pattern(
              before.identity(),
              Status.GONE,
              patterns.size(),
              test,
              1,
              new Wording.Text(
                  before.title(), "No longer so. " + text.description(), "Nothing to do."),
              created));
    }
  }

  private Pattern pattern(
      String identity,
      Status status,
      int position,
      Hypothesis hypothesis,
      double falseDiscoveryRate,
      Wording.Text text,
      Map<String, Instant> created) {
    String id = NameUuid.of(organizationId, period.word(), start.toString(), identity).toString();
    return new Pattern(
        id,
        period,
        start,
        period.end(start),
        identity,
        status,
        position,
        text.title(),
        text.description(),
        text.advice(),
        Pattern.TEMPLATES,
        products(hypothesis),
        1 - falseDiscoveryRate,
        created.getOrDefault(id, now),
        now,
        new About(
            hypothesis.kind().word(),
            hypothesis.measure().word(),
            hypothesis.subject(),
            hypothesis.segment(),
            hypothesis.isUp() ? "up" : "down",
            hypothesis.from(),
            hypothesis.to(),
            Statistics.of(hypothesis, falseDiscoveryRate)));
  }

  private String identity(String statement) {
    return NameUuid.of(organizationId, statement).toString();
  }

  private static List<String> products(Hypothesis hypothesis) {
    if (hypothesis.kind() == Kind.AFFINITY) {
      return Subjects.split(hypothesis.subject());
    }
    return hypothesis.measure().isOfProduct() ? List.of(hypothesis.subject()) : List.of();
  }

  private Status status(Hypothesis hypothesis, @Nullable Pattern before) {
    if (period == TimePeriod.ALL_TIME) {
      boolean recent =
          (hypothesis.kind() == Kind.CHANGE || hypothesis.kind() == Kind.TREND)
              && hypothesis.from().isAfter(series.end().minusDays(RECENT_DAYS));
      return recent ? Status.NEW : Status.STEADY;
    }
    if (before == null) {
      return Status.NEW;
    }
    // Further from its baseline than before, and not by chance: the intervals do not meet.
    Measured now = Measured.from(hypothesis.comparison().group());
    Measured then = before.about().statistics().support();
    if (now.low() > then.high()) {
      return hypothesis.isUp() ? Status.GROWING : Status.FADING;
    }
    if (now.high() < then.low()) {
      return hypothesis.isUp() ? Status.FADING : Status.GROWING;
    }
    return Status.STEADY;
  }
}
