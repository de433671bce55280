package dev.crow.pattern.personaldata;

import dev.crow.contracts.Services;
import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.contracts.organization.v1.RetentionSet;
import dev.crow.events.Inbox;
import dev.crow.events.Outbox;
import dev.crow.events.kafka.ConsumedTopics;
import dev.crow.events.kafka.EventListeners;
import dev.crow.events.kafka.EventTopics;
import dev.crow.events.kafka.PartitionsHealth;
import dev.crow.objectstore.ObjectStore;
import dev.crow.pattern.runs.PatternsProperties;
import dev.crow.pattern.visits.Visits;
import dev.crow.personaldata.PersonalDataOrders;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class PersonalDataConfiguration {

  @Bean
  ConsumedTopics personalDataTopics(EventTopics topics) {
    return topics.consumed(Topics.IDENTITY_EVENTS, Topics.ORGANIZATION_SETTINGS);
  }

  @Bean
  PersonalDataOrders personalDataOrders(
      Visits visits,
      JdbcClient jdbc,
      ObjectStore objects,
      Inbox inbox,
      Outbox outbox,
      PlatformTransactionManager transactions,
      JsonMapper json) {
    TransactionTemplate transaction = new TransactionTemplate(transactions);
    return new PersonalDataOrders(
        Services.PATTERN,
        new HeldData(visits, jdbc, transaction, objects, json),
        PersonalDataOrders.effects(inbox, transaction),
        outbox,
        Clock.systemUTC());
  }

  @Bean
  Retention retention(JdbcClient jdbc, PlatformTransactionManager transactions) {
    return new Retention(jdbc, new TransactionTemplate(transactions), Clock.systemUTC());
  }

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> organizationSettingsListener(
      EventListeners listeners, Retention retention) {
    return listeners.listen(Topics.ORGANIZATION_SETTINGS, RetentionSet.class, retention);
  }

  @Bean
  @ConditionalOnProperty(name = "crow.patterns.enabled", matchIfMissing = true)
  SchedulingConfigurer retentionWork(Retention retention, PatternsProperties properties) {
    return tasks ->
        tasks.addFixedDelayTask(
            new FixedDelayTask(
                retention::enforce, properties.retentionEvery(), properties.retentionEvery()));
  }

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> identityEventsListener(
      EventListeners listeners, PersonalDataOrders orders) {
    return listeners.listen(Topics.IDENTITY_EVENTS, IdentityEvent.class, orders);
  }

  /** Up while this instance has partitions of the identity events to work on. */
  @Bean("identityEvents")
  HealthIndicator identityEventsHealth(
      @Qualifier("identityEventsListener")
          ConcurrentMessageListenerContainer<String, byte[]> listener) {
    return new PartitionsHealth(listener);
  }
}
