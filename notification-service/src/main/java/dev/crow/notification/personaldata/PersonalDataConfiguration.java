package dev.crow.notification.personaldata;

import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.contracts.identity.v1.PreferencesSet;
import dev.crow.events.kafka.ConsumedTopics;
import dev.crow.events.kafka.EventListeners;
import dev.crow.events.kafka.EventTopics;
import dev.crow.events.kafka.PartitionsHealth;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

@Configuration(proxyBeanMethods = false)
class PersonalDataConfiguration {

  @Bean
  ConsumedTopics personalDataTopics(EventTopics topics) {
    return topics.consumed(Topics.IDENTITY_EVENTS, Topics.USER_PREFERENCES);
  }

  @Bean
  NewTopic auditEventsTopic(EventTopics topics) {
    return topics.queue(Topics.AUDIT_EVENTS);
  }

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> identityEventsListener(
      EventListeners listeners, HandlingIdentity handling) {
    return listeners.listen(Topics.IDENTITY_EVENTS, IdentityEvent.class, handling);
  }

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> userPreferencesListener(
      EventListeners listeners, HandlingPreferences handling) {
    return listeners.listen(Topics.USER_PREFERENCES, PreferencesSet.class, handling);
  }

  /** Up while this instance has partitions of the identity events to work on. */
  @Bean("identityEvents")
  HealthIndicator identityEventsHealth(
      @Qualifier("identityEventsListener")
          ConcurrentMessageListenerContainer<String, byte[]> listener) {
    return new PartitionsHealth(listener);
  }
}
