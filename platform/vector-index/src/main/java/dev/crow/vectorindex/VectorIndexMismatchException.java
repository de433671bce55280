package dev.crow.vectorindex;

/**
 * An index holds vectors of another embedding model than the one it was opened for. Cosines between
 * vectors of two models mean nothing, so it is not opened.
 */
public final class VectorIndexMismatchException extends VectorIndexException {

  private static final long serialVersionUID = 1;

  public VectorIndexMismatchException(String index, String found, String asked) {
    super(
        "The vector index '%s' holds vectors of %s, but was opened for %s"
            .formatted(index, found, asked),
        null);
  }
}
