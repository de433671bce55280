package dev.crow.notification.request;

import dev.crow.contracts.Topics;
import dev.crow.contracts.notification.v1.NotificationRequested;
import dev.crow.events.EventHandler;
import dev.crow.events.Inbox;
import dev.crow.events.OnceEach;
import dev.crow.events.StoreAway;
import dev.crow.events.kafka.ConsumedTopics;
import dev.crow.events.kafka.EventListeners;
import dev.crow.events.kafka.EventTopics;
import dev.crow.events.kafka.PartitionsHealth;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class RequestConfiguration {

  @Bean
  ConsumedTopics requestTopics(EventTopics topics) {
    return topics.consumed(Topics.NOTIFICATION_QUEUE);
  }

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> notificationQueueListener(
      EventListeners listeners, Inbox inbox, TransactionTemplate transaction, Telling telling) {
    OnceEach<NotificationRequested> effects =
        new OnceEach<>(
            "notifications",
            NotificationRequested::organizationId,
            inbox,
            transaction,
            new StoreAway(Set.of()));
    EventHandler<NotificationRequested> handler =
        events ->
            effects.handle(events, event -> effects.onceAfter(event, () -> telling.telling(event)));
    return listeners.listen(Topics.NOTIFICATION_QUEUE, NotificationRequested.class, handler);
  }

  /** Up while this instance has partitions of the queue to work on. */
  @Bean("notificationQueue")
  HealthIndicator notificationQueueHealth(
      @Qualifier("notificationQueueListener")
          ConcurrentMessageListenerContainer<String, byte[]> listener) {
    return new PartitionsHealth(listener);
  }
}
