package dev.crow.auth.account;

import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.events.kafka.ConsumedTopics;
import dev.crow.events.kafka.EventListeners;
import dev.crow.events.kafka.EventTopics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/** The topics auth-service writes to, and the one it reads. */
@Configuration(proxyBeanMethods = false)
class EventConfiguration {

  @Bean
  ConsumedTopics identityTopics(EventTopics topics) {
    return topics.consumed(Topics.IDENTITY_EVENTS);
  }

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> identityEventsListener(
      EventListeners listeners, IdentityProjection projection) {
    return listeners.listen(Topics.IDENTITY_EVENTS, IdentityEvent.class, projection);
  }
}
