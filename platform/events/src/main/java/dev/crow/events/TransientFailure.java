package dev.crow.events;

/**
 * Something a handler needs (a database, a model, a store) is away; nothing is wrong with the
 * events.
 */
public final class TransientFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message what is away
   * @param cause how it showed
   */
  public TransientFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
