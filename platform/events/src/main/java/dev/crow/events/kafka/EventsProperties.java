package dev.crow.events.kafka;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Events over Kafka.
 *
 * @param enabled whether this service uses events at all
 * @param instanceId tells the instances of one service apart; two alike fence each other off
 * @param batchSize most records a handler gets at once
 * @param partitions of the topics this service makes where they are absent
 * @param deliveryTimeout how long a publication may take before it counts as failed
 */
@ConfigurationProperties("crow.events")
record EventsProperties(
    @DefaultValue("false") boolean enabled,
    @DefaultValue("0") String instanceId,
    @DefaultValue("100") int batchSize,
    @DefaultValue("3") int partitions,
    @DefaultValue("4s") Duration deliveryTimeout) {

  /** Refuses what could never work. */
  EventsProperties {
    if (batchSize < 1 || partitions < 1) {
      throw new IllegalArgumentException(
          "crow.events.batch-size and crow.events.partitions must be at least 1");
    }
  }
}
