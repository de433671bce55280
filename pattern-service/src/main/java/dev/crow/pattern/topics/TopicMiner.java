package dev.crow.pattern.topics;

import dev.crow.pattern.mining.Hypothesis;
import dev.crow.pattern.mining.Kind;
import dev.crow.pattern.mining.Measure;
import dev.crow.pattern.mining.Series;
import dev.crow.pattern.statistics.Comparison;
import dev.crow.pattern.statistics.Share;
import dev.crow.pattern.statistics.TimeScan;
import dev.crow.pattern.topics.Clusters.Topic;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds out what visits are about, and whether that changes in time or differs between visitors.
 * Clusters know nothing of days and groups, so comparing these is no circle.
 */
public final class TopicMiner {

  private static final int FEWEST_TRIALS = 20;
  private static final int FEWEST = 8;
  private static final int EXAMPLES = 10;

  private final List<Topic> topics;
  private final List<Sample> samples;
  private final Series series;

  /**
   * @param samples of the slices' days
   * @param series of the period
   */
  public TopicMiner(List<Sample> samples, Series series) {
    this.samples = List.copyOf(samples);
    this.series = series;
    this.topics = Clusters.of(samples);
  }

  /**
   * @return everything that was tested
   */
  public List<Hypothesis> tests() {
    List<Hypothesis> tests = new ArrayList<>();
    for (Topic topic : topics) {
      if (topic.members().size() >= FEWEST) {
        overTime(topic, tests);
        bySegment(topic, tests);
      }
    }
    return tests;
  }

  private void overTime(Topic topic, List<Hypothesis> tests) {
    List<Share> shares =
        series.slices().stream()
            .map(slice -> share(topic, within(slice.start(), slice.end(), "")))
            .toList();
    if (shares.size() < 2) {
      return;
    }
    TimeScan.Found found = new TimeScan(shares, series.focus()).best();
    if (found != null) {
      tests.add(
          new Hypothesis(
              Kind.TOPIC,
              Measure.TOPIC_SHARE,
              topic.name(),
              null,
              series.slices().get(found.from()).start(),
              series.slices().get(found.to() - 1).end(),
              found.comparison(),
              found.pValue()));
    }
  }

  private void bySegment(Topic topic, List<Hypothesis> tests) {
    Share all = share(topic, within(series.start(), series.end(), ""));
    Set<String> segments = new LinkedHashSet<>();
    samples.forEach(sample -> segments.addAll(sample.segments()));
    for (String segment : segments.stream().sorted().toList()) {
      Share group = share(topic, within(series.start(), series.end(), segment));
      if (group.trials() >= FEWEST_TRIALS && all.trials() - group.trials() >= FEWEST_TRIALS) {
        Comparison comparison = new Comparison(group, group.complementIn(all));
        tests.add(
            new Hypothesis(
                Kind.TOPIC,
                Measure.TOPIC_SHARE,
                topic.name(),
                segment,
                series.start(),
                series.end(),
                comparison,
                comparison.pValue()));
      }
    }
  }

  private List<Sample> within(LocalDate from, LocalDate to, String segment) {
    return samples.stream()
        .filter(sample -> !sample.day().isBefore(from) && sample.day().isBefore(to))
        .filter(sample -> segment.isEmpty() || sample.segments().contains(segment))
        .toList();
  }

  private static Share share(Topic topic, List<Sample> of) {
    Set<String> members =
        topic.members().stream().map(Sample::interactionId).collect(Collectors.toSet());
    return new Share(
        of.stream().filter(sample -> members.contains(sample.interactionId())).count(), of.size());
  }

  /**
   * @return by topic, ids of interactions about it, the latest days first
   */
  public Map<String, List<String>> examples() {
    Map<String, List<String>> examples = new HashMap<>();
    for (Topic topic : topics) {
      examples.put(
          topic.name(),
          topic.members().reversed().stream().limit(EXAMPLES).map(Sample::interactionId).toList());
    }
    return examples;
  }
}
