package dev.crow.pattern.visits;

import dev.crow.contracts.Topics;
import dev.crow.contracts.interaction.v1.InteractionRecorded;
import dev.crow.events.Inbox;
import dev.crow.events.kafka.ConsumedTopics;
import dev.crow.events.kafka.EventListeners;
import dev.crow.events.kafka.EventTopics;
import dev.crow.events.kafka.PartitionsHealth;
import dev.crow.security.SecretFile;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class VisitsConfiguration {

  @Bean
  ConsumedTopics visitsTopics(EventTopics topics) {
    return topics.consumed(Topics.ANALYTICS_QUEUE);
  }

  /** The key belongs in the backup: without it nobody erased is recognized any more. */
  @Bean
  Visitors visitors(Environment environment) {
    Path folder = Path.of(environment.getProperty("crow.data-dir", "data"), "pattern");
    return new Visitors(SecretFile.readOrCreate(folder, "erasure-key", SecretFile::random));
  }

  @Bean
  Visits visits(JdbcClient jdbc, JsonMapper json, Visitors visitors) {
    return new Visits(jdbc, json, visitors, Clock.systemUTC());
  }

  @Bean
  RecordingVisits recordingVisits(
      Visits visits, Visitors visitors, Inbox inbox, PlatformTransactionManager transactions) {
    return new RecordingVisits(visits, visitors, inbox, new TransactionTemplate(transactions));
  }

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> interactionRecordsListener(
      EventListeners listeners, RecordingVisits recording) {
    return listeners.gather(Topics.ANALYTICS_QUEUE, InteractionRecorded.class, recording);
  }

  @Bean("interactionRecords")
  HealthIndicator interactionRecordsHealth(
      @Qualifier("interactionRecordsListener")
          ConcurrentMessageListenerContainer<String, byte[]> listener) {
    return new PartitionsHealth(listener);
  }
}
