package dev.crow.gateway.audit;

import dev.crow.audit.AuditedDenials;
import dev.crow.events.EventPublisher;
import dev.crow.events.kafka.EventPublishers;
import dev.crow.gateway.credential.Identity;
import dev.crow.security.Caller;
import dev.crow.security.RefusalReports;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

  private static final Duration PATIENCE = Duration.ofSeconds(4);

  /** Where no broker is configured, there is no audit log to write to. */
  @Bean
  @ConditionalOnMissingBean
  RefusedCallers unheard() {
    return (_, _, _, _) -> {};
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty("spring.kafka.bootstrap-servers")
  @EnableConfigurationProperties(KafkaProperties.class)
  static class OverKafka {

    @Bean
    EventPublisher auditPublisher(KafkaProperties kafka, JsonMapper json) {
      return EventPublishers.connect(
          kafka.buildProducerProperties(), "gateway-service-audit", PATIENCE, json);
    }

    @Bean
    RefusalReports refusalReports(EventPublisher auditPublisher) {
      return new RefusalReports(new AuditedDenials(auditPublisher));
    }

    @Bean
    RefusedCallers refusedCallers(RefusalReports reports) {
      return (identity, route, reason, requestId) ->
          reports.add(callerOf(identity), "Gateway#" + route + ":" + reason.slug(), requestId);
    }

    private static Caller callerOf(Identity identity) {
      return new Caller(
          identity.organizationId(), identity.subject(), identity.kind(), Set.of(), Map.of());
    }
  }
}
