package dev.crow.vectorindex.lucene;

import dev.crow.vectorindex.VectorIndex;
import dev.crow.vectorindex.VectorIndexes;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The indexes in one folder. */
final class LuceneVectorIndexes implements VectorIndexes {

  private final Path directory;
  private final int exactScanLimit;
  private final ConcurrentMap<String, LuceneVectorIndex> open = new ConcurrentHashMap<>();

  LuceneVectorIndexes(Path directory, int exactScanLimit) {
    this.directory = directory;
    this.exactScanLimit = exactScanLimit;
  }

  @Override
  public VectorIndex open(String name, String modelId, int dimensions) {
    LuceneVectorIndex index =
        open.computeIfAbsent(
            name,
            _ -> LuceneVectorIndex.open(directory, name, modelId, dimensions, exactScanLimit));
    new IndexIdentity(name, modelId, dimensions).checkAgainst(index.identity());
    return index;
  }

  @Override
  public void close() {
    open.values().forEach(LuceneVectorIndex::close);
  }
}
