package dev.crow.analytics.personaldata;

import dev.crow.analytics.exports.Exports;
import dev.crow.analytics.projection.Projection;
import dev.crow.analytics.projection.Visits;
import dev.crow.contracts.Services;
import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.contracts.organization.v1.RetentionSet;
import dev.crow.events.Inbox;
import dev.crow.events.OnceEach;
import dev.crow.events.Outbox;
import dev.crow.events.kafka.ConsumedTopics;
import dev.crow.events.kafka.EventListeners;
import dev.crow.events.kafka.EventTopics;
import dev.crow.events.kafka.PartitionsHealth;
import dev.crow.objectstore.ObjectStore;
import dev.crow.personaldata.PersonalDataOrders;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
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

  /**
   * How old visits go.
   *
   * @param every how often it is looked for what was kept long enough
   */
  @ConfigurationProperties("crow.analytics.retention")
  record RetentionProperties(@DefaultValue("6h") Duration every) {

    /** Refuses what could never work. */
    RetentionProperties {
      if (!every.isPositive()) {
        throw new IllegalArgumentException("crow.analytics.retention.every must be more than 0");
      }
    }
  }

  @Bean
  ConsumedTopics personalDataTopics(EventTopics topics) {
    return topics.consumed(Topics.IDENTITY_EVENTS, Topics.ORGANIZATION_SETTINGS);
  }

  @Bean
  HandlingIdentity handlingIdentity(
      Projection projection,
      Visits visits,
      Exports exports,
      JdbcClient jdbc,
      ObjectStore objects,
      Inbox inbox,
      Outbox outbox,
      PlatformTransactionManager transactions,
      JsonMapper json,
      Clock clock) {
    OnceEach<IdentityEvent> effects =
        PersonalDataOrders.effects(inbox, new TransactionTemplate(transactions));
    HeldData held = new HeldData(projection, visits, exports, jdbc, objects, json);
    return new HandlingIdentity(
        jdbc,
        exports,
        effects,
        new PersonalDataOrders(Services.ANALYTICS, held, effects, outbox, clock));
  }

  @Bean
  Retention retention(JdbcClient jdbc, Clock clock) {
    return new Retention(jdbc, clock);
  }

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> organizationSettingsListener(
      EventListeners listeners, Retention retention) {
    return listeners.listen(Topics.ORGANIZATION_SETTINGS, RetentionSet.class, retention);
  }

  @Bean
  @ConditionalOnProperty(name = "crow.analytics.enabled", matchIfMissing = true)
  SchedulingConfigurer retentionWork(Retention retention, RetentionProperties properties) {
    return tasks ->
        tasks.addFixedDelayTask(
            new FixedDelayTask(retention::enforce, properties.every(), properties.every()));
  }

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> identityEventsListener(
      EventListeners listeners, HandlingIdentity handling) {
    return listeners.listen(Topics.IDENTITY_EVENTS, IdentityEvent.class, handling);
  }

  /** Up while this instance has partitions of the identity events to work on. */
  @Bean("identityEvents")
  HealthIndicator identityEventsHealth(
      @Qualifier("identityEventsListener")
          ConcurrentMessageListenerContainer<String, byte[]> listener) {
    return new PartitionsHealth(listener);
  }
}
