package dev.crow.interaction.processing;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.stereotype.Component;

/** Up while this instance has partitions of the interaction queue to work on. */
@Component("interactionQueue")
final class QueueHealth implements HealthIndicator {

  private final ConcurrentMessageListenerContainer<String, byte[]> listener;

  QueueHealth(ConcurrentMessageListenerContainer<String, byte[]> interactionQueueListener) {
    this.listener = interactionQueueListener;
  }

  @Override
  public Health health() {
    var assigned = listener.getAssignedPartitions();
    return assigned != null && !assigned.isEmpty()
        ? Health.up().withDetail("partitions", assigned.size()).build()
        : Health.outOfService().withDetail("reason", "no partitions are assigned yet").build();
  }
}
