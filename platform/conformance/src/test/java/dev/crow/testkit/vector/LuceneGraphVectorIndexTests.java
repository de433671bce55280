package dev.crow.testkit.vector;

import dev.crow.vectorindex.IndexDefinition;
import dev.crow.vectorindex.VectorIndex;
import dev.crow.vectorindex.lucene.LuceneVectorIndex;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The same contract where every vector search goes through the neighbour graph. */
class LuceneGraphVectorIndexTests extends VectorIndexContract {

  @TempDir Path folder;

  @Override
  protected VectorIndex open(IndexDefinition definition) {
    return LuceneVectorIndex.open(folder, definition, 0);
  }
}
