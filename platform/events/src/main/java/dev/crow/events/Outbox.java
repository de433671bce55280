package dev.crow.events;

/**
 * Publishes from inside a database transaction: the event is stored with the effect and relayed to
 * its topic after the commit, at least once.
 */
public interface Outbox {

  /**
   * @param topic where it goes
   * @param event what goes there
   */
  void add(String topic, Event<?> event);
}
