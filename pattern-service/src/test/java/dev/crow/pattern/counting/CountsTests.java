package dev.crow.pattern.counting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.interaction.v1.InteractionFacts;
import dev.crow.contracts.interaction.v1.InteractionFacts.Search;
import dev.crow.contracts.interaction.v1.InteractionFacts.Visitor;
import dev.crow.pattern.NullShop;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class CountsTests {

  @Test
  void partsAddUpToTheWholeHoweverTheyAreCut() {
    for (long seed = 1; seed <= 20; seed++) {
      List<InteractionFacts> visits = visits(seed, 200);
      Random random = new Random(seed);
      Counts sum = new Counts();
      for (int from = 0; from < visits.size(); ) {
        int to = Math.min(visits.size(), from + 1 + random.nextInt(60));
        sum.plus(count(visits.subList(from, to)));
        from = to;
      }
      assertThat(sum).as("seed %d", seed).isEqualTo(count(visits));
    }
  }

  @Test
  void areTheSameAfterTheyWereStored() {
    CountsCodec codec = new CountsCodec(JsonMapper.builder().build());
    Counts counts = count(visits(3, 300));
    String stored = codec.write(counts);
    assertThat(codec.read(stored)).isEqualTo(counts);
    assertThat(codec.write(codec.read(stored))).isEqualTo(stored);
  }

  @Test
  void countWhatEachVisitSaysOfItself() {
    List<InteractionFacts> visits = visits(5, 400);
    Counts counts = count(visits);
    for (Tally tally : List.of(Tally.CARTED, Tally.LEFT, Tally.VAIN, Tally.TROUBLE, Tally.PAGE)) {
      for (String subject : counts.subjects(tally)) {
        assertThat(visits.stream().filter(v -> Mentions.has(v, tally, subject)).count())
            .as("%s %s", tally, subject)
            .isEqualTo(counts.of(tally, subject));
      }
    }
  }

  @Test
  void hostileVisitsCannotMakeThemGrowWithoutBound() {
    VisitCounter counter = new VisitCounter();
    for (int i = 0; i < 50_000; i++) {
      counter.add(searching("nonsense " + i, "l" + (char) ('a' + i % 26)));
    }
    for (int i = 0; i < 30; i++) {
      counter.add(searching("tent", "en"));
    }
    Counts counts = counter.counts();
    assertThat(counts.subjects(Tally.SEARCHED)).hasSizeLessThanOrEqualTo(400).contains("tent");
    assertThat(counts.segments()).hasSizeLessThan(30);
    assertThat(counts.visits()).isEqualTo(50_030);
  }

  private static InteractionFacts searching(String query, String language) {
    return new InteractionFacts(
        "searched",
        List.of(),
        new Visitor(null, null, "mobile", "direct", language),
        List.of(),
        List.of(),
        List.of(new Search(query, 0)),
        List.of(),
        List.of(),
        null);
  }

  private static List<InteractionFacts> visits(long seed, int number) {
    NullShop shop = new NullShop(seed);
    return new ArrayList<>(IntStream.range(0, number).mapToObj(i -> shop.visit("v" + i)).toList());
  }

  private static Counts count(List<InteractionFacts> visits) {
    VisitCounter counter = new VisitCounter();
    visits.forEach(counter::add);
    return counter.counts();
  }
}
