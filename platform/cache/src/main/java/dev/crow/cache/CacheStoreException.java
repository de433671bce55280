package dev.crow.cache;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A shared store did not do what it was asked. Messages name no key and no secret. */
public final class CacheStoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient @Nullable Duration retryAfter;

  /**
   * @param message what happened
   * @param retryAfter how long the store asked to be left alone; null if it did not
   * @param cause how it showed, or null
   */
  public CacheStoreException(
      String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    super(message, cause);
    this.retryAfter = retryAfter;
  }

  /**
   * @return how long the store asked to be left alone; null if it did not
   */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
