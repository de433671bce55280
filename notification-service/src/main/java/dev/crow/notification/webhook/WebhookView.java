package dev.crow.notification.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as people see it; its secret is shown only when it is made.
 *
 * @param disabledReason why CROW switched it off; null if it did not
 * @param failingSince first failure since the last success; null if the last attempt succeeded
 * @param oldSecretUntil how long the secret before this one signs as well; null if none does
 */
record WebhookView(
    String id,
    String url,
    String description,
    List<String> types,
    boolean enabled,
    @Nullable String disabledReason,
    @Nullable Instant failingSince,
    @Nullable Instant oldSecretUntil,
    Instant createdAt,
    Instant updatedAt) {

  static WebhookView of(Webhook webhook, Instant now) {
    Instant until = webhook.oldUntil();
    return new WebhookView(
        webhook.id(),
        webhook.url(),
        webhook.description(),
        webhook.types(),
        webhook.enabled(),
        webhook.disabledReason(),
        webhook.failingSince(),
        until != null && now.isBefore(until) ? until : null,
        webhook.createdAt(),
        webhook.updatedAt());
  }
}
