package dev.crow.organization.record;

import dev.crow.contracts.Topics;
import dev.crow.events.Outbox;
import dev.crow.events.kafka.ConsumedTopics;
import dev.crow.events.kafka.EventTopics;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class RecordConfiguration {

  private static final Duration LOOK = Duration.ofSeconds(5);

  @Bean
  ConsumedTopics recordTopics(EventTopics topics) {
    return topics.consumed(Topics.ORGANIZATION_SETTINGS);
  }

  @Bean
  RetentionAnnouncer retentionAnnouncer(
      JdbcClient jdbc,
      Outbox outbox,
      TransactionTemplate transaction,
      JsonMapper json,
      Clock clock) {
    return new RetentionAnnouncer(jdbc, outbox, transaction, json, clock);
  }

  @Bean
  SchedulingConfigurer retentionAnnouncing(RetentionAnnouncer announcer) {
    return tasks -> tasks.addFixedDelayTask(announcer::announce, LOOK);
  }
}
