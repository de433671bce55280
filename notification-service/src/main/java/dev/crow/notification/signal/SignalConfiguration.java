package dev.crow.notification.signal;

import dev.crow.contracts.Topics;
import dev.crow.contracts.interaction.v1.InteractionRecorded;
import dev.crow.contracts.pattern.v1.PatternDeleted;
import dev.crow.contracts.pattern.v1.PatternDiscovered;
import dev.crow.events.Event;
import dev.crow.events.EventHandler;
import dev.crow.events.Inbox;
import dev.crow.events.OnceEach;
import dev.crow.events.StoreAway;
import dev.crow.events.kafka.ConsumedTopics;
import dev.crow.events.kafka.EventListeners;
import dev.crow.events.kafka.EventTopics;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class SignalConfiguration {

  @Bean
  ConsumedTopics signalTopics(EventTopics topics) {
    return topics.consumed(
        Topics.PATTERN_EVENTS,
        Topics.PATTERN_DELETIONS,
        Topics.ANALYTICS_QUEUE,
        Topics.SCHEMA_VIOLATIONS);
  }

  @Bean
  NewTopic sessionsOpenedTopic(EventTopics topics) {
    return topics.broadcast(Topics.SESSIONS_OPENED);
  }

  @Bean
  NewTopic sessionsOpenedDeadLettersTopic(EventTopics topics) {
    return topics.deadLettersOf(Topics.SESSIONS_OPENED);
  }

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> patternEventsListener(
      EventListeners listeners, Inbox inbox, TransactionTemplate transaction, Signals signals) {
    return listeners.gather(
        Topics.PATTERN_EVENTS,
        PatternDiscovered.class,
        once("patterns", PatternDiscovered::organizationId, inbox, transaction, signals::found));
  }

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> patternDeletionsListener(
      EventListeners listeners, Inbox inbox, TransactionTemplate transaction, Signals signals) {
    return listeners.listen(
        Topics.PATTERN_DELETIONS,
        PatternDeleted.class,
        once(
            "pattern-deletions",
            PatternDeleted::organizationId,
            inbox,
            transaction,
            signals::deleted));
  }

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> analyticsQueueListener(
      EventListeners listeners, Inbox inbox, TransactionTemplate transaction, Signals signals) {
    return listeners.gather(
        Topics.ANALYTICS_QUEUE,
        InteractionRecorded.class,
        once(
            "interactions",
            InteractionRecorded::organizationId,
            inbox,
            transaction,
            signals::recorded));
  }

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> schemaViolationsListener(
      EventListeners listeners, Inbox inbox, TransactionTemplate transaction, Signals signals) {
    return listeners.gather(
        Topics.SCHEMA_VIOLATIONS,
        RequestRefused.class,
        once("refusals", RequestRefused::organizationId, inbox, transaction, signals::refused));
  }

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> sessionsOpenedListener(
      EventListeners listeners, Signals signals) {
    StoreAway away = new StoreAway(Set.of());
    return listeners.gather(
        Topics.SESSIONS_OPENED,
        VisitBegan.class,
        events -> away.waitingFor(() -> signals.visited(events)));
  }

  private static <T> EventHandler<T> once(
      String consumer,
      Function<T, String> organizationOf,
      Inbox inbox,
      TransactionTemplate transaction,
      Function<Event<T>, Runnable> effect) {
    OnceEach<T> effects =
        new OnceEach<>(consumer, organizationOf, inbox, transaction, new StoreAway(Set.of()));
    return events ->
        effects.handle(events, event -> effects.onceAfter(event, () -> effect.apply(event)));
  }
}
