package dev.crow.analytics.trends;

import dev.crow.exporting.ExportSource;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class TrendsConfiguration {

  /** What today is. */
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  Sums sums(JdbcClient jdbc, JsonMapper json) {
    return new Sums(jdbc, json);
  }

  @Bean
  ExportSource dayExport(Sums sums, Clock clock) {
    return new DayExport(sums, clock);
  }
}
