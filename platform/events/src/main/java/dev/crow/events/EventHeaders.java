package dev.crow.events;

/** Names of the envelope's parts, as record headers; the payload stays the plain record. */
public final class EventHeaders {

  /** The event's id. */
  public static final String ID = "crow-event-id";

  /** Whose event it is. */
  public static final String ORGANIZATION = "crow-organization";

  /** On dead letters: why it could not be handled, in one line without the payload's content. */
  public static final String REASON = "crow-dead-letter-reason";

  private EventHeaders() {}
}
