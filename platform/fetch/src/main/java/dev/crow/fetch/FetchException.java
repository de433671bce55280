package dev.crow.fetch;

import org.jspecify.annotations.Nullable;

/** Something was not fetched. The message holds nothing of what the URL or the server said. */
public final class FetchException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final FetchRefusal refusal;

  FetchException(FetchRefusal refusal) {
    this(refusal, null);
  }

  FetchException(FetchRefusal refusal, @Nullable Throwable cause) {
    super(refusal.detail(), cause);
    this.refusal = refusal;
  }

  /**
   * @return why
   */
  public FetchRefusal refusal() {
    return refusal;
  }
}
