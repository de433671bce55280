package dev.crow.events;

/**
 * Remembers which events had their effect. Used inside the transaction of that effect, so that both
 * are there or neither is.
 */
public interface Inbox {

  /**
   * @param consumer who handles it; each consumer has its own memory
   * @param eventId the event's id
   * @return true the first time, false for ever after
   */
  boolean claim(String consumer, String eventId);
}
