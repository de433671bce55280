package dev.crow.gateway.revocation;

import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.CredentialRevoked;
import dev.crow.events.kafka.BroadcastListener;
import dev.crow.gateway.credential.CredentialExchange;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Where no broker is configured, ended credentials are noticed when their cache entry ends. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("spring.kafka.bootstrap-servers")
@EnableConfigurationProperties(KafkaProperties.class)
class RevocationConfiguration {

  @Bean
  BroadcastListener<CredentialRevoked> credentialRevocations(
      KafkaProperties kafka, CredentialExchange credentials, JsonMapper json) {
    return new BroadcastListener<>(
        kafka.buildConsumerProperties(),
        Topics.CREDENTIAL_REVOCATIONS,
        CredentialRevoked.class,
        json,
        new Revocations(credentials)::handle,
        credentials::forgetAll);
  }

  /** Requests are served either way; an ended credential may last up to a minute longer. */
  @Bean
  HealthIndicator revocations(BroadcastListener<CredentialRevoked> listener) {
    return () ->
        listener.isConnected()
            ? Health.up().withDetail("listening", true).build()
            : Health.status(new Status("DEGRADED")).withDetail("listening", false).build();
  }
}
