package dev.crow.testkit.vector;

import dev.crow.vectorindex.IndexDefinition;
import dev.crow.vectorindex.VectorIndex;
import dev.crow.vectorindex.lucene.LuceneVectorIndex;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class LuceneVectorIndexTests extends VectorIndexContract {

  @TempDir Path folder;

  @Override
  protected VectorIndex open(IndexDefinition definition) {
    return LuceneVectorIndex.open(folder, definition);
  }

  @Nested
  class ByComparingEach extends VectorRecallContract {
    @Override
    protected VectorIndex open(IndexDefinition definition) {
      return LuceneVectorIndexTests.this.open(definition);
    }
  }

  @Nested
  class ByTheGraph extends VectorRecallContract {
    @Override
    protected VectorIndex open(IndexDefinition definition) {
      return LuceneVectorIndex.open(folder, definition, 0);
    }
  }
}
