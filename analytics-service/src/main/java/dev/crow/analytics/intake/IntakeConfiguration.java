package dev.crow.analytics.intake;

import dev.crow.contracts.Topics;
import dev.crow.contracts.interaction.v1.InteractionRecorded;
import dev.crow.contracts.pattern.v1.PatternDiscovered;
import dev.crow.contracts.usage.v1.UsageRecorded;
import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.events.EventHandler;
import dev.crow.events.kafka.ConsumedTopics;
import dev.crow.events.kafka.EventListeners;
import dev.crow.events.kafka.EventTopics;
import dev.crow.events.kafka.PartitionsHealth;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

  @Bean
  ConsumedTopics intakeTopics(EventTopics topics) {
    return topics.consumed(
        Topics.ANALYTICS_QUEUE,
        Topics.INTERACTION_QUEUE,
        Topics.PATTERN_EVENTS,
        Topics.USAGE_EVENTS);
  }

  /** Of an interaction it is written down that it was made, and how its session was judged. */
  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> interactionRecordsListener(
      EventListeners listeners,
      @Qualifier("recordingInteractions") EventHandler<InteractionRecorded> use,
      @Qualifier("recordingResults") EventHandler<InteractionRecorded> results) {
    return listeners.gather(
        Topics.ANALYTICS_QUEUE,
        InteractionRecorded.class,
        events -> {
          use.handle(events);
          results.handle(events);
        });
  }

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> sessionsListener(
      EventListeners listeners, EventHandler<SessionClosed> sessions) {
    return listeners.gather(Topics.INTERACTION_QUEUE, SessionClosed.class, sessions);
  }

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> patternsListener(
      EventListeners listeners, EventHandler<PatternDiscovered> patterns) {
    return listeners.gather(Topics.PATTERN_EVENTS, PatternDiscovered.class, patterns);
  }

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> usageListener(
      EventListeners listeners, EventHandler<UsageRecorded> usage) {
    return listeners.gather(Topics.USAGE_EVENTS, UsageRecorded.class, usage);
  }

  @Bean("usageRecords")
  HealthIndicator usageRecordsHealth(
      @Qualifier("interactionRecordsListener")
          ConcurrentMessageListenerContainer<String, byte[]> listener) {
    return new PartitionsHealth(listener);
  }

  @Bean("sessionRecords")
  HealthIndicator sessionRecordsHealth(
      @Qualifier("sessionsListener") ConcurrentMessageListenerContainer<String, byte[]> listener) {
    return new PartitionsHealth(listener);
  }
}
