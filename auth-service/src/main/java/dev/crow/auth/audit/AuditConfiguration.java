package dev.crow.auth.audit;

import dev.crow.contracts.Topics;
import java.time.Duration;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;

@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

  private static final int PARTITIONS = 4;

  @Bean
  NewTopic auditEventsTopic() {
    return topic(Topics.AUDIT_EVENTS, Duration.ofDays(7));
  }

  @Bean
  NewTopic credentialRevocationsTopic() {
    return topic(Topics.CREDENTIAL_REVOCATIONS, Duration.ofDays(1));
  }

  private static NewTopic topic(String name, Duration retention) {
    return TopicBuilder.name(name)
        .partitions(PARTITIONS)
        .config(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()))
        .build();
  }
}
