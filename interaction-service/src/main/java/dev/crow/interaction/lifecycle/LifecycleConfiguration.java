package dev.crow.interaction.lifecycle;

import dev.crow.contracts.Topics;
import dev.crow.contracts.organization.v1.RetentionSet;
import dev.crow.events.Outbox;
import dev.crow.events.kafka.ConsumedTopics;
import dev.crow.events.kafka.EventListeners;
import dev.crow.events.kafka.EventTopics;
import dev.crow.interaction.ledger.Archive;
import dev.crow.interaction.processing.InteractionVectors;
import dev.crow.interaction.processing.SessionArchive;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
class LifecycleConfiguration {

  @Bean
  ConsumedTopics lifecycleTopics(EventTopics topics) {
    return topics.consumed(Topics.ORGANIZATION_SETTINGS);
  }

  @Bean
  NewTopic auditEventsTopic(EventTopics topics) {
    return topics.queue(Topics.AUDIT_EVENTS);
  }

  @Bean
  Leases lifecycleLeases(JdbcClient jdbc, LifecycleProperties properties) {
    return new Leases(jdbc, properties.lease(), Clock.systemUTC());
  }

  @Bean
  RetentionRules retentionRules(JdbcClient jdbc) {
    return new RetentionRules(jdbc);
  }

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> organizationSettingsListener(
      EventListeners listeners, RetentionRules rules) {
    return listeners.listen(Topics.ORGANIZATION_SETTINGS, RetentionSet.class, rules);
  }

  @Bean
  LifecycleRuns lifecycleRuns(
      JdbcClient jdbc, Outbox outbox, PlatformTransactionManager transactions, JsonMapper json) {
    return new LifecycleRuns(
        jdbc, outbox, new TransactionTemplate(transactions), json, Clock.systemUTC());
  }

  @Bean
  Lifecycle lifecycle(
      Archive archive,
      SessionArchive sessions,
      InteractionVectors vectors,
      RetentionRules rules,
      LifecycleRuns runs,
      Leases leases,
      MeterRegistry meters,
      LifecycleProperties properties) {
    return new Lifecycle(
        archive,
        sessions,
        vectors,
        rules,
        runs,
        leases,
        meters,
        properties.archiveAfter(),
        Clock.systemUTC());
  }

  @Bean
  @ConditionalOnProperty(name = "crow.lifecycle.enabled", matchIfMissing = true)
  SchedulingConfigurer lifecycleWork(Lifecycle lifecycle, LifecycleProperties properties) {
    return tasks ->
        tasks.addFixedDelayTask(
            new FixedDelayTask(lifecycle::workAll, properties.every(), properties.lease()));
  }
}
