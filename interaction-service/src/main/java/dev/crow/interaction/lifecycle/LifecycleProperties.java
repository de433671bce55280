package dev.crow.interaction.lifecycle;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What becomes of interactions in time.
 *
 * @param enabled whether this instance rolls to the archive and enforces retention by itself
 * @param archiveAfter age at which interactions move from rows into yearly files
 * @param every how often it looks for what is due
 * @param lease how long an instance that fell silent keeps others from an organization
 */
@ConfigurationProperties("crow.lifecycle")
record LifecycleProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("365d") Duration archiveAfter,
    @DefaultValue("6h") Duration every,
    @DefaultValue("5m") Duration lease) {

  /** Refuses what could never work. */
  LifecycleProperties {
    if (archiveAfter.compareTo(Duration.ofDays(1)) < 0) {
      throw new IllegalArgumentException("crow.lifecycle.archive-after must be at least 1d");
    }
    if (!every.isPositive() || lease.compareTo(Duration.ofSeconds(10)) < 0) {
      throw new IllegalArgumentException(
          "crow.lifecycle.every must be more than 0, and crow.lifecycle.lease at least 10s");
    }
  }
}
