package dev.crow.pattern.runs;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When and how patterns are worked out.
 *
 * @param enabled whether this instance works by itself; it answers questions in any case
 * @param every how often it looks for days that changed
 * @param settle how long nothing must have changed on a day before it is counted
 * @param longestWait after which a day is counted although it goes on changing
 * @param falseDiscoveryRate share of chance findings that is put up with, above 0 and below 1
 * @param lease how long an instance that fell silent keeps others from a run
 * @param attempts how often a run that fails is tried
 * @param retentionEvery how often it looks for what was kept long enough
 */
@ConfigurationProperties("crow.patterns")
public record PatternsProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("5s") Duration every,
    @DefaultValue("15s") Duration settle,
    @DefaultValue("5m") Duration longestWait,
    @DefaultValue("0.01") double falseDiscoveryRate,
    @DefaultValue("15m") Duration lease,
    @DefaultValue("5") int attempts,
    @DefaultValue("6h") Duration retentionEvery) {

  /** Refuses what could never work. */
  public PatternsProperties {
    if (!(falseDiscoveryRate > 0 && falseDiscoveryRate < 1)) {
      throw new IllegalArgumentException(
          "crow.patterns.false-discovery-rate must be above 0 and below 1");
    }
    if (!retentionEvery.isPositive()) {
      throw new IllegalArgumentException("crow.patterns.retention-every must be more than 0");
    }
    if (!every.isPositive() || settle.isNegative() || longestWait.compareTo(settle) < 0) {
      throw new IllegalArgumentException(
          "crow.patterns.every must be more than 0, and longest-wait at least settle");
    }
    if (lease.compareTo(Duration.ofSeconds(10)) < 0 || attempts < 1) {
      throw new IllegalArgumentException(
          "crow.patterns.lease must be at least 10s, and attempts at least 1");
    }
  }
}
