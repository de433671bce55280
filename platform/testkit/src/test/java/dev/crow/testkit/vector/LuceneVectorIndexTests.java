package dev.crow.testkit.vector;

import dev.crow.vectorindex.VectorIndex;
import dev.crow.vectorindex.lucene.LuceneVectorIndex;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class LuceneVectorIndexTests extends VectorIndexContract {

  @TempDir Path folder;

  @Override
  protected VectorIndex open(String name, int dimensions) {
    return LuceneVectorIndex.open(folder, name, "contract-model", dimensions);
  }

  @Nested
  class ByComparingEach extends VectorRecallContract {
    @Override
    protected VectorIndex open(String name, int dimensions) {
      return LuceneVectorIndexTests.this.open(name, dimensions);
    }
  }

  @Nested
  class ByTheGraph extends VectorRecallContract {
    @Override
    protected VectorIndex open(String name, int dimensions) {
      return LuceneVectorIndex.open(folder, name, "contract-model", dimensions, 0);
    }
  }
}
