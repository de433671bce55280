package dev.crow.vectorindex;

import org.jspecify.annotations.Nullable;

/** The storage of an index failed: it is full, unreadable, or held by another process. */
public class VectorIndexException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public VectorIndexException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
