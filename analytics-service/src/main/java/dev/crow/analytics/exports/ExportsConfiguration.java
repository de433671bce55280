package dev.crow.analytics.exports;

import dev.crow.analytics.report.RowFiles;
import dev.crow.boot.BackgroundWork;
import dev.crow.contracts.Topics;
import dev.crow.contracts.export.v1.ExportPart;
import dev.crow.events.Inbox;
import dev.crow.events.Outbox;
import dev.crow.events.kafka.EventListeners;
import dev.crow.events.kafka.EventTopics;
import dev.crow.objectstore.ObjectStore;
import dev.crow.web.ProgressEvents;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.clients.admin.NewTopic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ExportsConfiguration {

  private static final Logger log = LoggerFactory.getLogger(ExportsConfiguration.class);

  @Bean
  NewTopic exportPartsDeadLettersTopic(EventTopics topics) {
    return topics.deadLettersOf(Topics.EXPORT_PARTS);
  }

  @Bean
  ExportStore exportStore(JdbcClient jdbc, JsonMapper json) {
    return new ExportStore(jdbc, json);
  }

  @Bean
  ScheduleStore scheduleStore(JdbcClient jdbc, JsonMapper json) {
    return new ScheduleStore(jdbc, json);
  }

  @Bean
  Wishes wishes(JdbcClient jdbc, Clock clock) {
    return new Wishes(jdbc, clock);
  }

  @Bean
  Exports exports(
      ExportStore store,
      ObjectStore objects,
      Outbox outbox,
      PlatformTransactionManager transactions,
      ExportProperties properties,
      Clock clock) {
    return new Exports(
        store, objects, outbox, new TransactionTemplate(transactions), properties, clock);
  }

  @Bean
  Endings endings(ExportStore store, Outbox outbox, ExportProperties properties, Clock clock) {
    return new Endings(store, outbox, properties, clock);
  }

  @Bean
  ProgressEvents<Export> exportEvents(Clock clock) {
    return new ProgressEvents<>(
        "export", ExportView::of, export -> !export.state().isOpen(), clock);
  }

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> exportPartsListener(
      EventListeners listeners,
      ExportStore store,
      Exports exports,
      Endings endings,
      ObjectStore objects,
      Inbox inbox,
      PlatformTransactionManager transactions,
      ExportProperties properties,
      Clock clock) {
    return listeners.listen(
        Topics.EXPORT_PARTS,
        ExportPart.class,
        new TakingParts(
            store,
            exports,
            endings,
            objects,
            inbox,
            new TransactionTemplate(transactions),
            properties,
            clock));
  }

  @Bean
  @ConditionalOnProperty(name = "crow.exports.enabled", matchIfMissing = true)
  BackgroundWork exportRendering(
      ExportStore store,
      Exports exports,
      Endings endings,
      ObjectStore objects,
      PlatformTransactionManager transactions,
      JsonMapper json,
      ExportProperties properties,
      Clock clock) {
    Rendering rendering =
        new Rendering(
            store,
            exports,
            endings,
            new RowFiles(json, properties.pdfRows(), clock),
            objects,
            new TransactionTemplate(transactions),
            json,
            properties,
            clock);
    return BackgroundWork.interruptible(
        "exports-rendering",
        () -> {
          try {
            return rendering.next() ? Duration.ZERO : properties.every();
          } catch (RuntimeException e) {
            return rest(properties, e);
          }
        });
  }

  @Bean
  @ConditionalOnProperty(name = "crow.exports.enabled", matchIfMissing = true)
  BackgroundWork exportClerk(
      ExportStore store,
      ScheduleStore schedules,
      Exports exports,
      Endings endings,
      PlatformTransactionManager transactions,
      ExportProperties properties,
      Clock clock) {
    Clerk clerk =
        new Clerk(
            store, exports, endings, new TransactionTemplate(transactions), properties, clock);
    Scheduling scheduling = new Scheduling(schedules, exports, clock);
    return BackgroundWork.interruptible(
        "exports-clerk",
        () -> {
          try {
            scheduling.work();
            clerk.work();
            return properties.every();
          } catch (RuntimeException e) {
            return rest(properties, e);
          }
        });
  }

  /** A database or an object store that is away keeps the work waiting, and does not end it. */
  private static Duration rest(ExportProperties properties, RuntimeException e)
      throws InterruptedException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedException();
    }
    log.warn("Exports have to wait", e);
    return properties.every().multipliedBy(10);
  }
}
