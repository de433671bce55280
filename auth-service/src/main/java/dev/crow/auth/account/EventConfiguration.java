package dev.crow.auth.account;

import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.events.kafka.EventListeners;
import java.time.Duration;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/** The topics auth-service writes to, and the one it reads. */
@Configuration(proxyBeanMethods = false)
class EventConfiguration {

  private static final int PARTITIONS = 4;

  @Bean
  NewTopic accountIdentityTopic() {
    return topic(Topics.IDENTITY_EVENTS, Duration.ofDays(7));
  }

  @Bean
  NewTopic accountIdentityDeadLettersTopic() {
    return topic(Topics.deadLettersOf(Topics.IDENTITY_EVENTS), Duration.ofDays(30));
  }

  @Bean
  NewTopic accountRevocationsTopic() {
    return topic(Topics.CREDENTIAL_REVOCATIONS, Duration.ofDays(1));
  }

  @Bean
  NewTopic accountAuditTopic() {
    return topic(Topics.AUDIT_EVENTS, Duration.ofDays(7));
  }

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> identityEventsListener(
      EventListeners listeners, IdentityProjection projection) {
    return listeners.listen(Topics.IDENTITY_EVENTS, IdentityEvent.class, projection);
  }

  private static NewTopic topic(String name, Duration retention) {
    return TopicBuilder.name(name)
        .partitions(PARTITIONS)
        .config(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()))
        .build();
  }
}
