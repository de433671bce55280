package dev.crow.notification.feed;

import dev.crow.notification.preference.Category;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A notification as its reader sees it. Title and content are plain text, which may repeat what
 * strangers wrote.
 *
 * @param metadata for programs; {@code link} is a path of the dashboard
 */
record NotificationView(
    String id,
    String type,
    Category category,
    String title,
    String content,
    Map<String, String> metadata,
    boolean read,
    @Nullable Instant readAt,
    Instant createdAt) {

  static NotificationView of(Notification one) {
    return new NotificationView(
        one.id(),
        one.type(),
        one.category(),
        one.title(),
        one.content(),
        one.metadata(),
        one.readAt() != null,
        one.readAt(),
        one.createdAt());
  }
}
