package dev.crow.testkit.vector;

import dev.crow.vectorindex.IndexDefinition;
import dev.crow.vectorindex.VectorIndex;
import dev.crow.vectorindex.langchain4j.EmbeddingStoreVectorIndex;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** The contract on an embedding store of langchain4j. */
class EmbeddingStoreVectorIndexTests extends VectorIndexContract {

  private final Map<String, EmbeddingStore<TextSegment>> stores = new HashMap<>();

  @Override
  protected VectorIndex open(IndexDefinition definition) {
    return new EmbeddingStoreVectorIndex(
        stores.computeIfAbsent(definition.name(), _ -> new InMemoryEmbeddingStore<>()), definition);
  }

  @Nested
  class Recall extends VectorRecallContract {
    @Override
    protected VectorIndex open(IndexDefinition definition) {
      return EmbeddingStoreVectorIndexTests.this.open(definition);
    }
  }
}
