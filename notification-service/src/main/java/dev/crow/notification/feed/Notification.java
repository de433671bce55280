package dev.crow.notification.feed;

import dev.crow.notification.preference.Category;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something one person is told.
 *
 * @param seq its place in the order in which notifications became visible; 0 before that
 * @param id names it
 * @param organizationId whose
 * @param userId who is told
 * @param type such as {@code budget.reached}
 * @param category what the type belongs to
 * @param title one line of plain text
 * @param content plain text
 * @param metadata for programs
 * @param inApp whether it is shown in the application, and not only kept for a digest
 * @param readAt when it was read; null while it is not
 * @param createdAt when it was made
 */
public record Notification(
    long seq,
    String id,
    String organizationId,
    String userId,
    String type,
    Category category,
    String title,
    String content,
    Map<String, String> metadata,
    boolean inApp,
    @Nullable Instant readAt,
    Instant createdAt) {

  /** Copies the metadata. */
  public Notification {
    metadata = Map.copyOf(metadata);
  }
}
