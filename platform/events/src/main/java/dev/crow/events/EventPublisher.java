package dev.crow.events;

import java.util.List;

/** Puts events into a topic. */
public interface EventPublisher {

  /**
   * Returns once every event is durable, by the measure of the broker behind it.
   *
   * @param topic where they go
   * @param events in order
   * @throws EventPublishException if it is not certain that all are durable; some may be, so repeat
   *     the same events with the same ids
   */
  void publish(String topic, List<? extends Event<?>> events);
}
