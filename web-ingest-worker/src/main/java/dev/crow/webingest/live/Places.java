package dev.crow.webingest.live;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How many may watch. */
final class Places {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

  private final LiveProperties properties;
  private final Map<String, Integer> taken = new HashMap<>();
  private int total;

  Places(LiveProperties properties) {
    this.properties = properties;
  }

  /**
   * @return gives the place back when closed
   * @throws ApiException {@code rate-limited}, if all are taken
   */
  synchronized Place take(String organizationId) {
    int ours = taken.getOrDefault(organizationId, 0);
    if (ours >= properties.perOrganization() || total >= properties.total()) {
      throw ApiException.retryLater(
          ErrorCode.RATE_LIMITED, "Too many are watching already.", RETRY_AFTER, null);
    }
    taken.put(organizationId, ours + 1);
    total++;
    return () -> leave(organizationId);
  }

  private synchronized void leave(String organizationId) {
    total--;
    taken.computeIfPresent(organizationId, (_, count) -> count == 1 ? null : count - 1);
  }

  /** One who watches. */
  interface Place extends AutoCloseable {
    @Override
    void close();
  }
}
