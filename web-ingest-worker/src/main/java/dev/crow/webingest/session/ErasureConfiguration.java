package dev.crow.webingest.session;

import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.events.EventPublisher;
import dev.crow.events.kafka.ConsumedTopics;
import dev.crow.events.kafka.EventListeners;
import dev.crow.events.kafka.EventTopics;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import tools.jackson.databind.json.JsonMapper;

/** Only instances that form sessions have a part in erasure; a door keeps nothing on people. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "crow.sessions.enabled", matchIfMissing = true)
class ErasureConfiguration {

  @Bean
  ConsumedTopics erasureTopics(EventTopics topics) {
    return topics.consumed(Topics.IDENTITY_EVENTS);
  }

  @Bean
  NewTopic sessionErasuresTopic(EventTopics topics) {
    return topics.queue(Topics.SESSION_ERASURES);
  }

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> identityEventsListener(
      EventListeners listeners,
      @Qualifier("crowEventProducer") Producer<String, byte[]> producer,
      EventPublisher publisher,
      KafkaProperties kafka,
      KafkaConnectionDetails connection,
      ErasesBesideSessions beside,
      JsonMapper json) {
    Map<String, Object> admin = new HashMap<>(kafka.buildAdminProperties());
    admin.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, connection.getBootstrapServers());
    admin.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    admin.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    return listeners.listen(
        Topics.IDENTITY_EVENTS,
        IdentityEvent.class,
        new HandlingErasures(
            producer, publisher, new TopicRetention(admin), beside, json, Clock.systemUTC()));
  }
}
