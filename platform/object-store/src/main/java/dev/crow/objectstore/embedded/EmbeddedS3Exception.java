package dev.crow.objectstore.embedded;

import org.jspecify.annotations.Nullable;

/** The embedded S3 server cannot start. */
public final class EmbeddedS3Exception extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String action;

  EmbeddedS3Exception(String message, String action, @Nullable Exception cause) {
    super(message, cause);
    this.action = action;
  }

  /** What the operator can do about it. */
  public String action() {
    return action;
  }
}
