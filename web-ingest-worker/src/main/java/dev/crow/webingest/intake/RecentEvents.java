package dev.crow.webingest.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.UUID;

/**
 * The event ids acknowledged lately, so that the door can tell a repetition at once. Only ids that
 * are durable get in, so "duplicate" is never said of an event that could still be lost. What is
 * forgotten here is caught by the session's own memory.
 */
final class RecentEvents {

  private final Cache<Key, Integer> acknowledged;

  RecentEvents(int capacity) {
    this.acknowledged =
        Caffeine.newBuilder().maximumSize(capacity).expireAfterWrite(Duration.ofHours(24)).build();
  }

  Seen look(String organizationId, String eventId, int content) {
    Integer known = acknowledged.getIfPresent(key(organizationId, eventId));
    if (known == null) {
      return Seen.NEVER;
    }
    return known == content ? Seen.SAME : Seen.OTHER_CONTENT;
  }

  void acknowledged(String organizationId, String eventId, int content) {
    acknowledged.put(key(organizationId, eventId), content);
  }

  private static Key key(String organizationId, String eventId) {
    UUID id = UUID.fromString(eventId);
    return new Key(organizationId, id.getMostSignificantBits(), id.getLeastSignificantBits());
  }

  enum Seen {
    NEVER,
    SAME,
    OTHER_CONTENT
  }

  private record Key(String organizationId, long high, long low) {}
}
