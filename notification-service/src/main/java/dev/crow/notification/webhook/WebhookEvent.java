package dev.crow.notification.webhook;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something an organization's programs can be told.
 *
 * @param organizationId whose
 * @param id the same for the same event
 * @param type such as {@code pattern.discovered}
 * @param occurredAt when it happened
 * @param data what is told of it, as it is written into JSON
 */
public record WebhookEvent(
    String organizationId, String id, String type, Instant occurredAt, Map<String, Object> data) {

  /** Copies the data. */
  public WebhookEvent {
    data = Map.copyOf(data);
  }

  /** The user it names, or null. */
  @Nullable String about() {
    return data.get("metadata") instanceof Map<?, ?> metadata
            && metadata.get("about") instanceof String user
        ? user
        : null;
  }
}
