package dev.crow.pattern.runs;

import dev.crow.contracts.Topics;
import dev.crow.events.EventPublisher;
import dev.crow.events.Inbox;
import dev.crow.events.Outbox;
import dev.crow.events.kafka.ConsumedTopics;
import dev.crow.events.kafka.EventListeners;
import dev.crow.events.kafka.EventTopics;
import dev.crow.events.kafka.PartitionsHealth;
import dev.crow.pattern.insights.Summaries;
import dev.crow.pattern.mining.Mining;
import dev.crow.pattern.results.CountsStore;
import dev.crow.pattern.results.PatternStore;
import dev.crow.pattern.results.WordingPlan;
import dev.crow.pattern.topics.SampleStore;
import dev.crow.pattern.visits.Visits;
import dev.crow.security.ServiceSecret;
import dev.crow.web.SignedCursors;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.HealthIndicator;
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
class RunsConfiguration {

  private static final Duration PRUNED_EVERY = Duration.ofHours(12);

  @Bean
  ConsumedTopics runsTopics(EventTopics topics) {
    return topics.consumed(Topics.PATTERN_QUEUE);
  }

  @Bean
  NewTopic patternEventsTopic(EventTopics topics) {
    return topics.queue(Topics.PATTERN_EVENTS);
  }

  @Bean
  NewTopic auditEventsTopic(EventTopics topics) {
    return topics.queue(Topics.AUDIT_EVENTS);
  }

  @Bean
  Runs runs(JdbcClient jdbc, JsonMapper json) {
    return new Runs(jdbc, json, Clock.systemUTC());
  }

  @Bean
  Worker worker(
      Runs runs,
      Visits visits,
      CountsStore counts,
      PatternStore patterns,
      SampleStore samples,
      Summaries summaries,
      WordingPlan wordings,
      Outbox outbox,
      EventPublisher publisher,
      MeterRegistry meters,
      PlatformTransactionManager transactions,
      PatternsProperties properties) {
    GeneratingInsights workflow =
        new GeneratingInsights(
            visits,
            counts,
            patterns,
            samples,
            summaries,
            wordings,
            new Mining(properties.falseDiscoveryRate()),
            runs,
            outbox,
            new TransactionTemplate(transactions),
            Clock.systemUTC());
    return new Worker(runs, workflow, publisher, meters, properties, Clock.systemUTC());
  }

  @Bean
  SignedCursors runCursors(ServiceSecret secret) {
    return new SignedCursors(secret.value(), "pattern-runs");
  }

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> patternQueueListener(
      EventListeners listeners,
      Runs runs,
      Visits visits,
      Inbox inbox,
      PlatformTransactionManager transactions) {
    return listeners.listen(
        Topics.PATTERN_QUEUE,
        PatternsDue.class,
        new QueueHandler(runs, visits, inbox, new TransactionTemplate(transactions)));
  }

  @Bean("patternQueue")
  HealthIndicator patternQueueHealth(
      @Qualifier("patternQueueListener")
          ConcurrentMessageListenerContainer<String, byte[]> listener) {
    return new PartitionsHealth(listener);
  }

  @Bean
  @ConditionalOnProperty(name = "crow.patterns.enabled", matchIfMissing = true)
  SchedulingConfigurer patternWork(Worker worker, PatternsProperties properties) {
    return tasks -> {
      tasks.addFixedDelayTask(
          new FixedDelayTask(worker::tick, properties.every(), properties.every()));
      tasks.addFixedDelayTask(new FixedDelayTask(worker::prune, PRUNED_EVERY, PRUNED_EVERY));
    };
  }
}
