package dev.crow.testkit.vector;

import dev.crow.testkit.cloudflare.FakeVectorize;
import dev.crow.vectorindex.IndexDefinition;
import dev.crow.vectorindex.ModelChange;
import dev.crow.vectorindex.VectorIndex;
import dev.crow.vectorindex.vectorize.VectorizeVectorIndexes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** The contract on Vectorize's API, waiting for each write to be visible. */
class VectorizeVectorIndexTests extends VectorIndexContract {

  private final FakeVectorize vectorize = FakeVectorize.start();
  private final List<VectorizeVectorIndexes> opened = new ArrayList<>();

  @Override
  protected VectorIndex open(IndexDefinition definition) {
    VectorizeVectorIndexes indexes =
        new VectorizeVectorIndexes(
            vectorize.endpoint(),
            FakeVectorize.ACCOUNT,
            FakeVectorize.TOKEN,
            Duration.ofSeconds(10),
            true,
            Duration.ofSeconds(20),
            ModelChange.REFUSE);
    opened.add(indexes);
    return indexes.open(definition);
  }

  @Override
  protected int widest() {
    return 1536;
  }

  @AfterEach
  void stop() {
    opened.forEach(VectorizeVectorIndexes::close);
    vectorize.close();
  }

  @Nested
  class Recall extends VectorRecallContract {
    @Override
    protected VectorIndex open(IndexDefinition definition) {
      return VectorizeVectorIndexTests.this.open(definition);
    }
  }
}
