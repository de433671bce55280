package dev.crow.events;

import java.util.List;

/**
 * Handles what comes out of a topic. Events arrive at least once, those of one key in order.
 *
 * @param <T> type of the records
 */
@FunctionalInterface
public interface EventHandler<T> {

  /**
   * Gives all events their effect, or throws having given none that a repetition would double.
   * After a {@link TransientFailure} the same events come again until it succeeds. After any other
   * exception they come again one by one, and the one that fails by itself goes to the dead
   * letters.
   *
   * @param events at least one
   * @throws TransientFailure if something needed is away for a while
   */
  void handle(List<Event<T>> events);
}
