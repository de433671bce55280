package dev.crow.events;

import java.util.List;

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

  /**
   * Adds many, in order.
   *
   * @param topic where they go
   * @param events what goes there
   */
  default void addAll(String topic, List<? extends Event<?>> events) {
    events.forEach(event -> add(topic, event));
  }
}
