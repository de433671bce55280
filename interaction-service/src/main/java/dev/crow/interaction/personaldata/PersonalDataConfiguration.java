package dev.crow.interaction.personaldata;

import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.events.Inbox;
import dev.crow.events.Outbox;
import dev.crow.events.kafka.EventListeners;
import dev.crow.interaction.erasure.ErasureList;
import dev.crow.interaction.ledger.Interactions;
import dev.crow.interaction.processing.InteractionVectors;
import dev.crow.interaction.processing.SessionArchive;
import dev.crow.objectstore.ObjectStore;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class PersonalDataConfiguration {

  private static final int PARTITIONS = 3;

  @Bean
  NewTopic identityEventsTopic() {
    return topic(Topics.IDENTITY_EVENTS, Duration.ofDays(7));
  }

  @Bean
  NewTopic identityDeadLettersTopic() {
    return topic(Topics.deadLettersOf(Topics.IDENTITY_EVENTS), Duration.ofDays(30));
  }

  private static NewTopic topic(String name, Duration retention) {
    return TopicBuilder.name(name)
        .partitions(PARTITIONS)
        .config(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()))
        .build();
  }

  @Bean
  VisitorData visitorData(
      Interactions interactions,
      InteractionVectors vectors,
      SessionArchive archive,
      ErasureList erased,
      ObjectStore objects,
      JsonMapper json) {
    return new VisitorData(interactions, vectors, archive, erased, objects, json);
  }

  @Bean
  HandlingIdentity handlingIdentity(
      VisitorData data, Inbox inbox, Outbox outbox, PlatformTransactionManager transactions) {
    return new HandlingIdentity(
        data, inbox, outbox, new TransactionTemplate(transactions), Clock.systemUTC());
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
