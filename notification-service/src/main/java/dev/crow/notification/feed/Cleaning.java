package dev.crow.notification.feed;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;

/** Deletes notifications that were kept long enough. */
@Component
class Cleaning implements SchedulingConfigurer {

  private static final Logger log = LoggerFactory.getLogger(Cleaning.class);
  private static final Duration EVERY = Duration.ofHours(1);

  private final Notifications notifications;
  private final NotificationsProperties properties;
  private final Clock clock;

  Cleaning(Notifications notifications, NotificationsProperties properties, Clock clock) {
    this.notifications = notifications;
    this.properties = properties;
    this.clock = clock;
  }

  @Override
  public void configureTasks(ScheduledTaskRegistrar tasks) {
    tasks.addFixedDelayTask(this::clean, EVERY);
  }

  private void clean() {
    int deleted = notifications.deleteOlder(clock.instant().minus(properties.keep()));
    log.debug("{} notifications were kept long enough", deleted);
  }
}
