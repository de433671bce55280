package dev.crow.exporting;

import dev.crow.contracts.Topics;
import dev.crow.contracts.export.v1.ExportPartOrdered;
import dev.crow.events.Inbox;
import dev.crow.events.Outbox;
import dev.crow.events.jdbc.JdbcEventsAutoConfiguration;
import dev.crow.events.kafka.ConsumedTopics;
import dev.crow.events.kafka.EventListeners;
import dev.crow.events.kafka.EventTopics;
import dev.crow.events.kafka.KafkaEventsAutoConfiguration;
import dev.crow.objectstore.CrowObjectStoreAutoConfiguration;
import dev.crow.objectstore.ObjectStore;
import java.time.Clock;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Has every service that offers an {@link ExportSource} write the parts of exports. */
@AutoConfiguration(
    after = {
      KafkaEventsAutoConfiguration.class,
      JdbcEventsAutoConfiguration.class,
      CrowObjectStoreAutoConfiguration.class
    })
@ConditionalOnBean(ExportSource.class)
public final class CrowExportAutoConfiguration {

  @Bean
  ConsumedTopics exportTopics(EventTopics topics) {
    return topics.consumed(Topics.EXPORT_QUEUE);
  }

  @Bean
  NewTopic exportPartsTopic(EventTopics topics) {
    return topics.queue(Topics.EXPORT_PARTS);
  }

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> exportQueueListener(
      EventListeners listeners,
      List<ExportSource> sources,
      ObjectStore objects,
      Inbox inbox,
      PlatformTransactionManager transactions,
      Outbox outbox,
      JsonMapper json) {
    return listeners.listen(
        Topics.EXPORT_QUEUE,
        ExportPartOrdered.class,
        new ExportParts(
            sources,
            objects,
            inbox,
            new TransactionTemplate(transactions),
            outbox,
            json,
            Clock.systemUTC()));
  }
}
