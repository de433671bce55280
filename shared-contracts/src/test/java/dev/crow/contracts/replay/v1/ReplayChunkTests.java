package dev.crow.contracts.replay.v1;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayChunkTests {

  private static ReplayChunk numbered(int number) {
    return new ReplayChunk(number, Instant.ofEpochMilli(5), Instant.ofEpochMilli(700), 12);
  }

  @Test
  void isReadBackFromItsFileName() {
    assertThat(ReplayChunk.ofFileName(numbered(7).fileName())).contains(numbered(7));
  }

  @Test
  void fileNamesSortAsTheChunksDo() {
    assertThat(
            IntStream.of(0, 2, 10, 100, ReplayChunk.LAST_NUMBER).mapToObj(ReplayChunkTests::name))
        .isSorted();
  }

  private static String name(int number) {
    return numbered(number).fileName();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0001.json.gz",
        "0001_5_4_1.json.gz",
        "0001_5_700_0.json.gz",
        "-001_5_700_1.json.gz",
        "0001_5_700_1.json",
        "0001_5_700_1.json.gz/../x"
      })
  void takesNothingElseForAChunk(String name) {
    assertThat(ReplayChunk.ofFileName(name)).isEmpty();
  }
}
