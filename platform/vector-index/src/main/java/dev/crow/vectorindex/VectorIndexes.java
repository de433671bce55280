package dev.crow.vectorindex;

/** Opens indexes by name, and closes them all with itself. Safe for any number of threads. */
public interface VectorIndexes extends AutoCloseable {

  /**
   * Opens an index, creating it if it does not exist. Opening it again gives the same one. One that
   * was filtered otherwise is replaced, and needs an {@link IndexRebuild}.
   *
   * @throws VectorIndexMismatchException if the index holds another model's vectors, and is not to
   *     be rebuilt
   * @throws VectorIndexException if its storage cannot be used
   */
  VectorIndex open(IndexDefinition definition);

  @Override
  void close();
}
