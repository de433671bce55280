package dev.crow.notification.webhook;

import dev.crow.events.NameUuid;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** Puts events on their way to the webhooks that want them. */
@Service
public class Webhooks {

  private final WebhookStore store;
  private final DeliveryStore deliveries;
  private final DeliveryRelay relay;
  private final JsonMapper json;
  private final Clock clock;

  Webhooks(
      WebhookStore store,
      DeliveryStore deliveries,
      DeliveryRelay relay,
      JsonMapper json,
      Clock clock) {
    this.store = store;
    this.deliveries = deliveries;
    this.relay = relay;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Reads who wants it.
   *
   * @param event what happened
   * @return the effect, which only writes; inside a transaction
   */
  public Runnable telling(WebhookEvent event) {
    List<Webhook> wanting =
        store.all(event.organizationId()).stream()
            .filter(webhook -> webhook.enabled() && webhook.wants(event.type()))
            .toList();
    if (wanting.isEmpty()) {
      return () -> {};
    }
    return () -> wanting.forEach(webhook -> add(webhook, event));
  }

  /** Inside a transaction; returns the delivery's id, the same for the same event. */
  String add(Webhook webhook, WebhookEvent event) {
    Instant now = clock.instant();
    String id = "msg_" + NameUuid.of(webhook.id(), event.id());
    deliveries.add(id, webhook, event, body(event), now);
    nudgeAfterCommit();
    return id;
  }

  void nudgeAfterCommit() {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            relay.nudge();
          }
        });
  }

  private String body(WebhookEvent event) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", event.type());
    body.put("timestamp", event.occurredAt().toString());
    body.put("data", event.data());
    return json.writeValueAsString(body);
  }
}
