package dev.crow.organization.identity;

import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.events.kafka.EventListeners;
import java.time.Duration;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {

  private static final int PARTITIONS = 3;

  @Bean
  NewTopic identityEventsTopic() {
    return topic(Topics.IDENTITY_EVENTS, Duration.ofDays(7));
  }

  @Bean
  NewTopic identityDeadLettersTopic() {
    return topic(Topics.deadLettersOf(Topics.IDENTITY_EVENTS), Duration.ofDays(30));
  }

  @Bean
  NewTopic credentialRevocationsTopic() {
    return topic(Topics.CREDENTIAL_REVOCATIONS, Duration.ofDays(1));
  }

  private static NewTopic topic(String name, Duration retention) {
    return TopicBuilder.name(name)
        .partitions(PARTITIONS)
        .config(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()))
        .build();
  }

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> identityEventsListener(
      EventListeners listeners, HandlingIdentity handling) {
    return listeners.listen(Topics.IDENTITY_EVENTS, IdentityEvent.class, handling);
  }

  /** Up while this instance has partitions of the identity events to work on. */
  @Bean("identityEvents")
  HealthIndicator identityEventsHealth(
      ConcurrentMessageListenerContainer<String, byte[]> identityEventsListener) {
    return () -> {
      var assigned = identityEventsListener.getAssignedPartitions();
      return assigned != null && !assigned.isEmpty()
          ? Health.up().withDetail("partitions", assigned.size()).build()
          : Health.outOfService().withDetail("reason", "no partitions are assigned yet").build();
    };
  }
}
