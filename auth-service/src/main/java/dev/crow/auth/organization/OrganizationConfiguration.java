package dev.crow.auth.organization;

import dev.crow.contracts.Topics;
import java.time.Duration;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;

@Configuration(proxyBeanMethods = false)
class OrganizationConfiguration {

  private static final int PARTITIONS = 4;

  @Bean
  NewTopic foundedOrganizationsTopic() {
    return TopicBuilder.name(Topics.IDENTITY_EVENTS)
        .partitions(PARTITIONS)
        .config(TopicConfig.RETENTION_MS_CONFIG, Long.toString(Duration.ofDays(7).toMillis()))
        .build();
  }
}
