package dev.crow.events.kafka;

import dev.crow.events.EventPublisher;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.json.JsonMapper;

/** Makes publishers for services that have no use for the rest of this module. */
public final class EventPublishers {

  private EventPublishers() {}

  /**
   * Makes a publisher that is closed with its Spring context. The broker need not be there yet.
   *
   * @param config of the broker, as Spring Boot's {@code spring.kafka.*} gives it
   * @param clientId unique within the process
   * @param patience how long one publication may take before it has failed
   * @param json writes the records
   * @return a publisher that waits for every acknowledgement
   */
  public static EventPublisher connect(
      Map<String, Object> config, String clientId, Duration patience, JsonMapper json) {
    return new KafkaEventPublisher(producer(config, clientId, patience), json);
  }

  static Producer<String, byte[]> producer(
      Map<String, Object> given, String clientId, Duration patience) {
    Map<String, Object> config = new HashMap<>(given);
    config.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, EventTopics.MAX_RECORD_BYTES);
    int timeout = Math.toIntExact(patience.toMillis());
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout / 2);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeout);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 1);
    return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
  }
}
