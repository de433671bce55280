package dev.crow.webingest.quarantine;

import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import dev.crow.events.Inbox;
import dev.crow.events.OnceEach;
import dev.crow.events.StoreAway;
import dev.crow.events.kafka.EventListeners;
import dev.crow.webingest.intake.QuarantinedEvents;
import dev.crow.webingest.rules.RulesErasure;
import dev.crow.webingest.session.ErasesBesideSessions;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
class QuarantineConfiguration {

  private static final Duration LOOK = Duration.ofMinutes(10);

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> schemaViolationsListener(
      EventListeners listeners,
      Inbox inbox,
      TransactionTemplate transaction,
      DeadLetterStore store,
      QuarantineProperties properties) {
    OnceEach<QuarantinedEvents> effects =
        new OnceEach<>(
            "quarantine",
            QuarantinedEvents::organizationId,
            inbox,
            transaction,
            new StoreAway(Set.of()));
    return listeners.listen(
        Topics.SCHEMA_VIOLATIONS,
        QuarantinedEvents.class,
        new HandlingViolations(effects, store, properties));
  }

  @Bean
  SchedulingConfigurer droppingOldLetters(DeadLetterStore store, QuarantineProperties properties) {
    Clock clock = Clock.systemUTC();
    return tasks ->
        tasks.addFixedDelayTask(
            () -> store.deleteOlder(clock.instant().minus(properties.keep())), LOOK);
  }

  @Bean
  ErasesBesideSessions deadLettersErasure(DeadLetterStore store, RulesErasure rules) {
    return order -> {
      if (order.scope() == Scope.ORGANIZATION) {
        store.deleteAll(order.organizationId(), null);
        rules.erase(order.organizationId());
      } else if (order.scope() == Scope.VISITOR) {
        store.deleteVisitor(order.organizationId(), order.subjectId());
      }
    };
  }
}
