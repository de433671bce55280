package dev.crow.audit;

import dev.crow.contracts.Topics;
import dev.crow.events.EventPublisher;
import dev.crow.events.kafka.EventTopics;
import dev.crow.events.kafka.KafkaEventsAutoConfiguration;
import dev.crow.security.AccessDenials;
import dev.crow.security.CrowSecurityAutoConfiguration;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Audits the refusals of every service that is behind the gateway and publishes events. */
@AutoConfiguration(
    after = KafkaEventsAutoConfiguration.class,
    before = CrowSecurityAutoConfiguration.class)
@ConditionalOnBooleanProperty("crow.security.enabled")
@ConditionalOnBean(EventPublisher.class)
public final class CrowAuditAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  AccessDenials auditedDenials(EventPublisher events) {
    return new AuditedDenials(events);
  }

  /** Of a service that decides nothing else: without its topic, a refusal waits to be told. */
  @Bean
  @ConditionalOnBean(EventTopics.class)
  @ConditionalOnMissingBean(name = "auditEventsTopic")
  NewTopic auditEventsTopic(EventTopics topics) {
    return topics.queue(Topics.AUDIT_EVENTS);
  }
}
