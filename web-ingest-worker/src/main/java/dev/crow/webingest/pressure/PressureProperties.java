package dev.crow.webingest.pressure;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * When the door sends senders away for a while.
 *
 * @param diskLow with less free than this below the data folder, nothing is taken
 * @param diskResume with this much free again, everything is; more than {@code diskLow}, so that
 *     the door does not flutter
 * @param look how often the disk is looked at
 * @param maxRequests most requests with events that are worked on at a time
 * @param maxBytes most bytes of their bodies at a time
 */
@ConfigurationProperties("crow.intake.pressure")
record PressureProperties(
    @DefaultValue("256MB") DataSize diskLow,
    @DefaultValue("384MB") DataSize diskResume,
    @DefaultValue("1s") Duration look,
    @DefaultValue("1024") int maxRequests,
    @DefaultValue("64MB") DataSize maxBytes) {

  /** Refuses what could never work. */
  PressureProperties {
    if (diskResume.compareTo(diskLow) < 0) {
      throw new IllegalArgumentException(
          "crow.intake.pressure.disk-resume must be at least crow.intake.pressure.disk-low");
    }
    if (maxRequests < 1 || maxBytes.toBytes() < 1) {
      throw new IllegalArgumentException(
          "crow.intake.pressure.{max-requests,max-bytes} must be at least 1");
    }
  }
}
