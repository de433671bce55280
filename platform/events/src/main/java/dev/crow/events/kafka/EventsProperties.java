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
 * @param deliveryTimeout how long a publication may take before it counts as failed
 */
@ConfigurationProperties("crow.events")
record EventsProperties(
    @DefaultValue("false") boolean enabled,
    @DefaultValue("0") String instanceId,
    @DefaultValue("100") int batchSize,
    @DefaultValue("4s") Duration deliveryTimeout) {}
