package dev.crow.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.demo.world.PlantedTruths;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short form of {@code benchmarks/patterns.sh score}. */
class PatternScoreTests {

  @ParameterizedTest
  @ValueSource(longs = {42, 20_261_121})
  void patternsNameThePlantedTruthsAndHoldInAnotherWorld(long seed) {
    PatternScore.Score score = PatternScore.of(seed, 3_000);
    assertThat(score.truths()).containsExactlyInAnyOrderElementsOf(PlantedTruths.ALL);
    assertThat(score.precision()).isGreaterThanOrEqualTo(0.9);
  }
}
