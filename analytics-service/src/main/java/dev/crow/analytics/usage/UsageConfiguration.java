package dev.crow.analytics.usage;

import dev.crow.analytics.projection.Projection;
import dev.crow.contracts.Services;
import dev.crow.contracts.interaction.v1.InteractionRecorded;
import dev.crow.contracts.pattern.v1.PatternDiscovered;
import dev.crow.contracts.usage.v1.UsageRecorded;
import dev.crow.events.EventHandler;
import dev.crow.events.Inbox;
import dev.crow.objectstore.ObjectStore;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
class UsageConfiguration {

  @Bean
  Journal journal(JdbcClient jdbc, JsonMapper json) {
    return new Journal(jdbc, json);
  }

  @Bean
  HandedIn handedIn(Journal journal, PlatformTransactionManager transactions, JsonMapper json) {
    return new HandedIn(journal, new TransactionTemplate(transactions), json, Clock.systemUTC());
  }

  /** An interaction is charged once, whatever versions follow. */
  @Bean
  EventHandler<InteractionRecorded> recordingInteractions(
      Journal journal,
      Projection projection,
      Inbox inbox,
      PlatformTransactionManager transactions) {
    return new RecordingUse<>(
        "usage-interactions",
        InteractionRecorded::organizationId,
        recorded ->
            new Use(
                "interaction:" + recorded.interactionId(),
                "interaction.created",
                recorded.source(),
                Metered.INTERACTIONS,
                1,
                recorded.recordedAt(),
                null),
        journal,
        projection,
        inbox,
        new TransactionTemplate(transactions));
  }

  @Bean
  EventHandler<PatternDiscovered> recordingPatterns(
      Journal journal,
      Projection projection,
      Inbox inbox,
      PlatformTransactionManager transactions) {
    return new RecordingUse<>(
        "usage-patterns",
        PatternDiscovered::organizationId,
        discovered ->
            new Use(
                "pattern:" + discovered.patternId(),
                "pattern.generated",
                Services.PATTERN,
                Metered.PATTERNS,
                1,
                discovered.discoveredAt(),
                null),
        journal,
        projection,
        inbox,
        new TransactionTemplate(transactions));
  }

  @Bean
  EventHandler<UsageRecorded> recordingUsage(
      Journal journal,
      Projection projection,
      Inbox inbox,
      PlatformTransactionManager transactions) {
    return new RecordingUse<>(
        "usage",
        UsageRecorded::organizationId,
        UsageConfiguration::use,
        journal,
        projection,
        inbox,
        new TransactionTemplate(transactions));
  }

  private static Use use(UsageRecorded recorded) {
    Metered measure =
        switch (recorded.measure()) {
          case AI_COST -> Metered.AI_COST;
          case AI_TOKENS -> Metered.AI_TOKENS;
        };
    return new Use(
        "usage:" + recorded.usageId(),
        "usage." + measure.word(),
        recorded.source(),
        measure,
        recorded.quantity(),
        recorded.occurredAt(),
        null);
  }

  @Bean
  StorageMeter storageMeter(
      JdbcClient jdbc,
      ObjectStore objects,
      Journal journal,
      PlatformTransactionManager transactions,
      UsageProperties properties) {
    return new StorageMeter(
        jdbc,
        objects,
        journal,
        new TransactionTemplate(transactions),
        properties.storageAreas(),
        Clock.systemUTC());
  }

  @Bean
  @ConditionalOnProperty(name = "crow.analytics.enabled", matchIfMissing = true)
  SchedulingConfigurer usageWork(StorageMeter meter, Journal journal, UsageProperties properties) {
    Clock clock = Clock.systemUTC();
    return tasks -> {
      tasks.addFixedDelayTask(
          new FixedDelayTask(meter::measure, properties.storageEvery(), properties.storageEvery()));
      tasks.addFixedDelayTask(
          new FixedDelayTask(
              () -> journal.prune(clock.instant().minus(properties.entriesKept())),
              properties.pruneEvery(),
              properties.pruneEvery()));
    };
  }
}
