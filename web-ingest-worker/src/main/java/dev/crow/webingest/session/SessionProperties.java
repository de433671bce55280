package dev.crow.webingest.session;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How sessions form and end.
 *
 * @param enabled whether this instance forms sessions; one that only takes events in leaves it to
 *     others
 * @param gap silence that ends a session; a sender may ask for less, never for more
 * @param shortestGap the least a sender may ask for
 * @param amendAfter quiet time after which late events amend a session that was ended explicitly
 * @param maxEvents events after which a session is split
 * @param maxBytes JSON bytes after which a session is split
 * @param rememberIds how long the event ids of a session are kept after its last activity, to know
 *     repetitions; a day at least, and as long as a sender may hold back what it will repeat
 * @param tick how often each partition gets a tick; sessions close at most this late
 * @param threads stream threads in this instance
 * @param address where other instances ask this one for its part of ledger and receipts, as {@code
 *     host:port}; needed where several form sessions
 * @param stateDir where the state stores are; below the data folder when absent
 */
@ConfigurationProperties("crow.sessions")
record SessionProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("1h") Duration gap,
    @DefaultValue("5s") Duration shortestGap,
    @DefaultValue("10s") Duration amendAfter,
    @DefaultValue("2000") int maxEvents,
    @DefaultValue("2097152") int maxBytes,
    @DefaultValue("8d") Duration rememberIds,
    @DefaultValue("1s") Duration tick,
    @DefaultValue("1") int threads,
    @Nullable String address,
    @Nullable Path stateDir) {

  /** Refuses what could never work. */
  SessionProperties {
    if (gap.compareTo(shortestGap) < 0 || shortestGap.isNegative() || shortestGap.isZero()) {
      throw new IllegalArgumentException(
          "crow.sessions.gap must be at least crow.sessions.shortest-gap, and both more than 0");
    }
    if (tick.isNegative() || tick.isZero() || tick.compareTo(gap) > 0) {
      throw new IllegalArgumentException(
          "crow.sessions.tick must be more than 0 and at most the gap");
    }
    if (rememberIds.compareTo(Duration.ofDays(1)) < 0) {
      throw new IllegalArgumentException("crow.sessions.remember-ids must be at least 24h");
    }
    if (address != null && !address.matches("[A-Za-z0-9.-]+:[0-9]{1,5}")) {
      throw new IllegalArgumentException("crow.sessions.address is a host and a port: host:8013");
    }
    if (maxEvents < 1 || maxBytes < 1 || threads < 1) {
      throw new IllegalArgumentException(
          "crow.sessions.{max-events,max-bytes,threads} must be at least 1");
    }
  }
}
