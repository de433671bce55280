package dev.crow.testkit.vector;

import dev.crow.vectorindex.VectorIndex;
import dev.crow.vectorindex.lucene.LuceneVectorIndex;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The same contract where every vector search goes through the neighbour graph. */
class LuceneGraphVectorIndexTests extends VectorIndexContract {

  @TempDir Path folder;

  @Override
  protected VectorIndex open(String name, int dimensions) {
    return LuceneVectorIndex.open(folder, name, "contract-model", dimensions, 0);
  }
}
