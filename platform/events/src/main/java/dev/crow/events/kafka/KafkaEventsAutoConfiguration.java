package dev.crow.events.kafka;

import dev.crow.events.EventPublisher;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Gives a service with {@code crow.events.enabled=true} a publisher and listeners. */
@AutoConfiguration(after = KafkaAutoConfiguration.class)
@ConditionalOnProperty("crow.events.enabled")
@EnableConfigurationProperties(EventsProperties.class)
public final class KafkaEventsAutoConfiguration {

  @Bean(destroyMethod = "close")
  Producer<String, byte[]> crowEventProducer(
      KafkaProperties kafka,
      KafkaConnectionDetails connection,
      EventsProperties properties,
      Environment environment) {
    Map<String, Object> config = new HashMap<>(kafka.buildProducerProperties());
    config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, connection.getBootstrapServers());
    return EventPublishers.producer(
        config, service(environment) + "-events", properties.deliveryTimeout());
  }

  @Bean
  EventPublisher eventPublisher(
      @Qualifier("crowEventProducer") Producer<String, byte[]> producer, JsonMapper json) {
    return new KafkaEventPublisher(producer, json);
  }

  @Bean
  EventListeners eventListeners(
      KafkaProperties kafka,
      KafkaConnectionDetails connection,
      @Qualifier("crowEventProducer") Producer<String, byte[]> producer,
      JsonMapper json,
      EventsProperties properties,
      Environment environment) {
    Map<String, Object> config = new HashMap<>(kafka.buildConsumerProperties());
    config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, connection.getBootstrapServers());
    return new EventListeners(
        new DefaultKafkaConsumerFactory<>(config),
        new DeadLetters(producer),
        json,
        properties,
        service(environment));
  }

  @Bean
  EventTopics eventTopics(EventsProperties properties) {
    return new EventTopics(properties.partitions());
  }

  @Bean
  TopicCreator topicCreator(
      KafkaProperties kafka,
      KafkaConnectionDetails connection,
      ObjectProvider<NewTopic> written,
      ObjectProvider<ConsumedTopics> read) {
    Map<String, Object> config = new HashMap<>(kafka.buildAdminProperties());
    config.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, connection.getBootstrapServers());
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    Stream<NewTopic> topics =
        Stream.concat(written.stream(), read.stream().flatMap(each -> each.topics().stream()));
    return new TopicCreator(config, topics.toList());
  }

  private static String service(Environment environment) {
    return environment.getProperty("spring.application.name", "crow");
  }
}
