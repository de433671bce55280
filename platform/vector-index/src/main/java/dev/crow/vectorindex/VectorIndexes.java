package dev.crow.vectorindex;

/** Opens indexes by name, and closes them all with itself. Safe for any number of threads. */
public interface VectorIndexes extends AutoCloseable {

  /**
   * Opens an index, creating it if it does not exist. Opening it again gives the same one.
   *
   * @param name lower-case letters, digits and inner hyphens, up to 64
   * @param modelId the embedding model whose vectors it holds
   * @param dimensions the length of those vectors, 1 to {@value VectorLimits#MAX_DIMENSIONS}
   * @throws VectorIndexMismatchException if the index holds another model's vectors
   * @throws VectorIndexException if its storage cannot be used
   */
  VectorIndex open(String name, String modelId, int dimensions);

  @Override
  void close();
}
