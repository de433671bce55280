package dev.crow.webingest.pressure;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Out of service while the disk is nearly full; not part of readiness, for the door still answers.
 */
final class DiskHealth implements HealthIndicator {

  private final DiskWatermark disk;

  DiskHealth(DiskWatermark disk) {
    this.disk = disk;
  }

  @Override
  public Health health() {
    return disk.isLow()
        ? Health.outOfService()
            .withDetail("reason", "the data folder's disk is nearly full")
            .build()
        : Health.up().build();
  }
}
