package dev.crow.notification.webhook;

import java.time.Instant;

/**
 * One event on its way to one webhook.
 *
 * @param seq its place in the webhook's list
 * @param id the same at every attempt
 * @param body as it is sent
 * @param attempts how many there were
 * @param tries how many of them since it was begun, or begun again
 * @param nextAttempt when it is tried again, while it is pending
 */
record Delivery(
    long seq,
    String id,
    String webhookId,
    String organizationId,
    String type,
    String body,
    State state,
    int attempts,
    int tries,
    Instant nextAttempt,
    Instant createdAt) {

  enum State {
    PENDING,
    DELIVERED,
    FAILED
  }
}
