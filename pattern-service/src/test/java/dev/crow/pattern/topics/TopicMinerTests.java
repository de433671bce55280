package dev.crow.pattern.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.pattern.counting.Counts;
import dev.crow.pattern.mining.Finding;
import dev.crow.pattern.mining.Hypothesis;
import dev.crow.pattern.mining.Mining;
import dev.crow.pattern.mining.Series;
import dev.crow.pattern.mining.Series.Slice;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopicMinerTests {

  private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
  private static final int DAYS = 7;
  private static final int A_DAY = 40;

  @Test
  void namesWhatVisitsAreAboutByTheWordsThatSetThemApart() {
    assertThat(Clusters.of(samples(new Random(1), 0.3, 0.3)))
        .extracting(Clusters.Topic::name)
        .anySatisfy(name -> assertThat(name).contains("parcel", "return"))
        .anySatisfy(name -> assertThat(name).contains("tent"));
  }

  @Test
  void findsATopicThatComesUp() {
    List<Finding> found = mine(samples(new Random(2), 0.1, 0.6));
    assertThat(found)
        .extracting(Finding::hypothesis)
        .anySatisfy(
            topic -> {
              assertThat(topic.subject()).contains("parcel");
              assertThat(topic.isUp()).isTrue();
              assertThat(topic.from()).isAfter(MONDAY.plusDays(2));
            });
  }

  @Test
  void findsNoneWhereNothingChanges() {
    int found = 0;
    for (long seed = 10; seed < 30; seed++) {
      found += mine(samples(new Random(seed), 0.3, 0.3)).isEmpty() ? 0 : 1;
    }
    assertThat(found).isLessThanOrEqualTo(2);
  }

  @Test
  void isTheSameEachTime() {
    List<Sample> samples = samples(new Random(5), 0.2, 0.5);
    assertThat(new TopicMiner(samples, series()).tests())
        .extracting(Hypothesis::identity)
        .isEqualTo(
            new TopicMiner(samples, series()).tests().stream().map(Hypothesis::identity).toList());
  }

  @Test
  void descriptionsThatAreAllAlikeAreNoTopics() {
    List<Sample> alike =
        IntStream.range(0, 200)
            .mapToObj(i -> new Sample("i" + i, MONDAY, "Same.", List.of(), new float[] {1, 0}))
            .toList();
    assertThat(new TopicMiner(alike, series()).tests()).isEmpty();
  }

  private static List<Finding> mine(List<Sample> samples) {
    return new Mining(0.01)
        .mine(series(), new TopicMiner(samples, series()).tests().stream())
        .findings();
  }

  private static Series series() {
    List<Slice> days =
        IntStream.range(0, DAYS)
            .mapToObj(
                day -> new Slice(MONDAY.plusDays(day), MONDAY.plusDays(day + 1), new Counts()))
            .toList();
    return new Series(new Counts(), MONDAY, MONDAY.plusDays(DAYS), days, 0);
  }

  /** Two things visits are about, as far apart as meanings can be, with a little noise. */
  private static List<Sample> samples(Random random, double early, double late) {
    List<Sample> samples = new ArrayList<>();
    for (int day = 0; day < DAYS; day++) {
      for (int i = 0; i < A_DAY; i++) {
        boolean returns = random.nextDouble() < (day < 4 ? early : late);
        float[] vector = new float[8];
        for (int d = 0; d < vector.length; d++) {
          vector[d] = (float) random.nextGaussian() * 0.05f;
        }
        vector[returns ? 0 : 1] += 1;
        String words =
            returns
                ? "A visitor wanted to return a parcel, number " + i
                : "A visitor compared a tent with a mattress, number " + i;
        String device = random.nextBoolean() ? "device=mobile" : "device=desktop";
        samples.add(
            new Sample(day + "-" + i, MONDAY.plusDays(day), words, List.of(device), vector));
      }
    }
    return samples;
  }
}
