package dev.crow.notification.webhook;

import java.time.Clock;
import java.time.Duration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;

/** Deletes deliveries that were kept long enough. */
@Component
class DeliveryCleaning implements SchedulingConfigurer {

  private static final Duration EVERY = Duration.ofHours(1);

  private final DeliveryStore deliveries;
  private final WebhookProperties properties;
  private final Clock clock;

  DeliveryCleaning(DeliveryStore deliveries, WebhookProperties properties, Clock clock) {
    this.deliveries = deliveries;
    this.properties = properties;
    this.clock = clock;
  }

  @Override
  public void configureTasks(ScheduledTaskRegistrar tasks) {
    tasks.addFixedDelayTask(
        () -> deliveries.deleteOlder(clock.instant().minus(properties.keep())), EVERY);
  }
}
