package dev.crow.auth.audit;

import dev.crow.contracts.Topics;
import dev.crow.events.kafka.EventTopics;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

  @Bean
  NewTopic auditEventsTopic(EventTopics topics) {
    return topics.queue(Topics.AUDIT_EVENTS);
  }

  @Bean
  NewTopic credentialRevocationsTopic(EventTopics topics) {
    return topics.broadcast(Topics.CREDENTIAL_REVOCATIONS);
  }
}
