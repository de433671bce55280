package dev.crow.contracts.notification.v1;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * People shall be told something: the record of {@code notification-queue}, which only services
 * write to. The event's id makes it one notification however often it is sent.
 *
 * @param organizationId whose people
 * @param userId who shall know; null for everybody of the organization who may
 * @param permission of {@link dev.crow.contracts.Permissions} that everybody of them needs besides
 *     reading notifications; null for none
 * @param type such as {@code budget.reached}: lower-case words, divided by dots, at most 64
 *     characters. The first word decides what a person's preferences for it are
 * @param title one line of plain text; null if notification-service has a template of the type
 * @param content plain text; null as the title
 * @param metadata what templates and programs need, at most 50 values. {@code link} is a path of
 *     the dashboard; {@code actor} the id of the user who did it, who is not told; {@code about}
 *     the id of the user it names, with whose data it is erased
 * @param occurredAt when what it tells of happened
 */
public record NotificationRequested(
    String organizationId,
    @Nullable String userId,
    @Nullable String permission,
    String type,
    @Nullable String title,
    @Nullable String content,
    Map<String, String> metadata,
    Instant occurredAt) {

  /** Copies the metadata; absent metadata is empty. */
  public NotificationRequested {
    metadata = metadata == null ? Map.of() : Map.copyOf(metadata);
  }
}
