package dev.crow.notification.webhook;

import dev.crow.contracts.Permissions;
import dev.crow.contracts.notification.v1.NotificationRequested;
import dev.crow.notification.announcement.Announcements;
import dev.crow.notification.webhook.Attempting.Outcome;
import dev.crow.notification.webhook.Delivery.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Decides what follows from an attempt. */
@Component
class Settling {

  private static final Duration LONGEST_ASKED = Duration.ofHours(12);

  private final WebhookStore webhooks;
  private final DeliveryStore deliveries;
  private final Announcements announcements;
  private final WebhookProperties properties;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Settling(
      WebhookStore webhooks,
      DeliveryStore deliveries,
      Announcements announcements,
      WebhookProperties properties,
      TransactionTemplate transaction,
      Clock clock) {
    this.webhooks = webhooks;
    this.deliveries = deliveries;
    this.announcements = announcements;
    this.properties = properties;
    this.transaction = transaction;
    this.clock = clock;
  }

  void settle(Webhook webhook, Delivery delivery, Outcome outcome) {
    transaction.executeWithoutResult(_ -> write(webhook, delivery, outcome));
  }

  private void write(Webhook webhook, Delivery delivery, Outcome outcome) {
    Instant now = clock.instant();
    Attempt attempt = outcome.attempt();
    deliveries.tried(delivery, attempt);
    if (attempt.succeeded()) {
      deliveries.move(delivery, State.DELIVERED, now);
      webhooks.succeeded(webhook);
      return;
    }
    boolean last = delivery.tries() >= properties.retries().size() || attempt.saysGone();
    deliveries.move(
        delivery,
        last ? State.FAILED : State.PENDING,
        last ? now : now.plus(delay(delivery.tries(), outcome.retryAfter())));
    webhooks.failed(webhook, now);
    if (attempt.saysGone()) {
      disable(webhook, "it answered that it is gone (410).", now);
    } else if (webhook.failingSince() != null
        && webhook.failingSince().plus(properties.disableAfter()).isBefore(now)) {
      disable(webhook, "no attempt of a week succeeded.", now);
    }
  }

  private Duration delay(int tries, Duration asked) {
    Duration planned = properties.retries().get(tries);
    Duration spread =
        planned.multipliedBy(ThreadLocalRandom.current().nextLong(80, 121)).dividedBy(100);
    Duration wanted = asked.compareTo(LONGEST_ASKED) < 0 ? asked : LONGEST_ASKED;
    return spread.compareTo(wanted) > 0 ? spread : wanted;
  }

  private void disable(Webhook webhook, String reason, Instant now) {
    if (!webhooks.disable(webhook, reason, now)) {
      return;
    }
    announcements.add(
        "webhook-disabled:" + webhook.id() + ":" + now,
        new NotificationRequested(
            webhook.organizationId(),
            null,
            Permissions.INTEGRATIONS_MANAGE,
            "webhook.disabled",
            null,
            null,
            Map.of(
                "url",
                webhook.url(),
                "reason",
                reason,
                "webhookId",
                webhook.id(),
                "link",
                "/integrations/webhooks"),
            now));
  }
}
