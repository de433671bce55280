package dev.crow.interaction.workflow;

import dev.crow.events.Outbox;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class WorkflowConfiguration {

  @Bean
  RunStore runStore(JdbcClient jdbc, JsonMapper json) {
    return new RunStore(jdbc, json);
  }

  @Bean
  Runs workflowRuns(RunStore store, Outbox outbox, PlatformTransactionManager transactions) {
    return new Runs(store, outbox, new TransactionTemplate(transactions), Clock.systemUTC());
  }
}
