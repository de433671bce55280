package dev.crow.vectorindex.vectorize;

import dev.crow.vectorindex.VectorIndexException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Vectorize refused, failed or could not be reached; with Cloudflare's own codes. */
public final class VectorizeException extends VectorIndexException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final List<Integer> codes;

  VectorizeException(String message, int status, List<Integer> codes, @Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
    this.codes = List.copyOf(codes);
  }

  /** The HTTP status, or 0 if there was no answer. */
  public int status() {
    return status;
  }

  /** Cloudflare's error codes, such as 40025; empty if it gave none. */
  public List<Integer> codes() {
    return codes;
  }
}
