package dev.crow.kafka.embedded;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Lets a service that uses events start alone: with no {@code spring.kafka.bootstrap-servers}
 * given, it gets a broker of its own.
 */
@AutoConfiguration(before = KafkaAutoConfiguration.class)
@ConditionalOnProperty("crow.events.enabled")
@Conditional(EmbeddedKafkaAutoConfiguration.NoBrokerConfigured.class)
@EnableConfigurationProperties(EmbeddedBrokerProperties.class)
public final class EmbeddedKafkaAutoConfiguration {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedKafkaAutoConfiguration.class);

  @Bean(destroyMethod = "close")
  EmbeddedBroker embeddedBroker(EmbeddedBrokerProperties properties) {
    log.info(
        "No broker is configured (spring.kafka.bootstrap-servers): starting one in this process");
    return EmbeddedBroker.start(properties.dataDir().resolve("kafka"), 0, 0);
  }

  @Bean
  KafkaConnectionDetails embeddedKafkaConnectionDetails(EmbeddedBroker broker) {
    return () -> List.of(broker.bootstrapServers());
  }

  static final class NoBrokerConfigured extends SpringBootCondition {
    @Override
    public ConditionOutcome getMatchOutcome(
        ConditionContext context, AnnotatedTypeMetadata metadata) {
      boolean configured =
          context.getEnvironment().containsProperty("spring.kafka.bootstrap-servers");
      return new ConditionOutcome(
          !configured, ConditionMessage.of("spring.kafka.bootstrap-servers given: " + configured));
    }
  }
}
