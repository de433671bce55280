package dev.crow.notification.webhook;

import dev.crow.notification.webhook.Delivery.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as people see it in a list.
 *
 * @param id the header {@code webhook-id} of every attempt
 * @param attempts how many there were
 * @param nextAttempt when it is tried again; null if it is not
 */
record DeliveryView(
    String id,
    String type,
    State state,
    int attempts,
    @Nullable Instant nextAttempt,
    Instant createdAt) {

  static DeliveryView of(Delivery delivery) {
    return new DeliveryView(
        delivery.id(),
        delivery.type(),
        delivery.state(),
        delivery.attempts(),
        delivery.state() == State.PENDING ? delivery.nextAttempt() : null,
        delivery.createdAt());
  }
}
