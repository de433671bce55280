package dev.crow.events.kafka;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/** Up while this instance has partitions of a listener's topic to work on. */
public final class PartitionsHealth implements HealthIndicator {

  private final ConcurrentMessageListenerContainer<?, ?> listener;

  /**
   * @param listener made by {@link EventListeners}
   */
  public PartitionsHealth(ConcurrentMessageListenerContainer<?, ?> listener) {
    this.listener = listener;
  }

  @Override
  public Health health() {
    var assigned = listener.getAssignedPartitions();
    return assigned != null && !assigned.isEmpty()
        ? Health.up().withDetail("partitions", assigned.size()).build()
        : Health.outOfService().withDetail("reason", "no partitions are assigned yet").build();
  }
}
