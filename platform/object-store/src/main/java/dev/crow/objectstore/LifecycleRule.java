package dev.crow.objectstore;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What happens to objects as they grow old. The store counts whole days and may be a day late.
 *
 * @param prefix of keys, such as {@code exports/}; at least one segment
 * @param expireAfter when they are deleted; null for never
 * @param infrequentAccessAfter when they move to the store's class for what is seldom read; null
 *     for never
 */
public record LifecycleRule(
    String prefix, @Nullable Duration expireAfter, @Nullable Duration infrequentAccessAfter) {

  public LifecycleRule {
    if (prefix.isBlank() || prefix.startsWith("/") || !prefix.endsWith("/")) {
      throw new IllegalArgumentException(
          "A life cycle rule's prefix is like 'exports/', not '" + prefix + "'");
    }
    if (expireAfter == null && infrequentAccessAfter == null) {
      throw new IllegalArgumentException(
          "The life cycle rule of '"
              + prefix
              + "' says neither expire-after nor"
              + " infrequent-access-after");
    }
    requireDays(prefix, expireAfter);
    requireDays(prefix, infrequentAccessAfter);
  }

  private static void requireDays(String prefix, @Nullable Duration age) {
    if (age != null && (age.toDays() < 1 || !age.equals(Duration.ofDays(age.toDays())))) {
      throw new IllegalArgumentException(
          "The ages in the life cycle rule of '" + prefix + "' must be whole days");
    }
  }
}
