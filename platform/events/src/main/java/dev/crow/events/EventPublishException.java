package dev.crow.events;

/** Whether the events are durable is not known. Publishing them again with the same ids is safe. */
public final class EventPublishException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message which topic
   * @param cause what the broker's client said
   */
  public EventPublishException(String message, Throwable cause) {
    super(message, cause);
  }
}
