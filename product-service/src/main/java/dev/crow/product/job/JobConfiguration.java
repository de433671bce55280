package dev.crow.product.job;

import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
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
  JobRunner jobRunner(JobStore store, List<JobWork> works, JobProperties properties, Clock clock) {
    return new JobRunner(store, works, properties, clock);
  }

  @Bean
  JobEvents jobEvents(JobStore store, Clock clock) {
    return new JobEvents(store, clock);
  }
}
