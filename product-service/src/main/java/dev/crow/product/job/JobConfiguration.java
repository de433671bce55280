package dev.crow.product.job;

import dev.crow.contracts.Topics;
import dev.crow.events.Outbox;
import dev.crow.events.kafka.EventTopics;
import dev.crow.web.ProgressEvents;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class JobConfiguration {

  @Bean
  JobStore jobStore(JdbcClient jdbc, JsonMapper json, JobProperties properties, Clock clock) {
    return new JobStore(jdbc, json, properties.lease(), clock);
  }

  @Bean
  Jobs jobs(JobStore store, List<JobWork> works, JobProperties properties, Clock clock) {
    return new Jobs(store, works, properties, clock);
  }

  @Bean
  NewTopic notificationQueueTopic(EventTopics topics) {
    return topics.queue(Topics.NOTIFICATION_QUEUE);
  }

  @Bean
  JobEnding jobEnding(JobStore store, Outbox outbox, TransactionTemplate transaction, Clock clock) {
    return new JobEnding(store, outbox, transaction, clock);
  }

  @Bean
  JobRunner jobRunner(
      JobStore store,
      JobEnding ending,
      List<JobWork> works,
      JobProperties properties,
      Clock clock) {
    return new JobRunner(store, ending, works, properties, clock);
  }

  @Bean
  ProgressEvents<Job> jobEvents(Clock clock) {
    return new ProgressEvents<>("job", Function.identity(), job -> job.state().isLast(), clock);
  }
}
