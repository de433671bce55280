package dev.crow.events.kafka;

import dev.crow.events.EventHandler;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the containers that feed {@link EventHandler}s. A service declares each one it wants as a
 * bean; Spring starts and stops it with the context.
 */
public final class EventListeners {

  /** Half a second's records cost little more to take at once than one of them. */
  private static final Map<String, String> GATHERING =
      Map.of(
          ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
          Integer.toString(1 << 20),
          ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
          "500");

  private static final Map<String, String> PROMPT =
      Map.of(
          ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
          "1",
          ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
          "200");

  private final ConsumerFactory<Object, Object> consumers;
  private final DeadLetters deadLetters;
  private final JsonMapper json;
  private final EventsProperties properties;
  private final String service;

  EventListeners(
      ConsumerFactory<Object, Object> consumers,
      DeadLetters deadLetters,
      JsonMapper json,
      EventsProperties properties,
      String service) {
    this.consumers = consumers;
    this.deadLetters = deadLetters;
    this.json = json;
    this.properties = properties;
    this.service = service;
  }

  /**
   * @param topic where the records come from; only committed ones are seen
   * @param type class of the records
   * @param handler gets them in batches, in order
   * @param <T> type of the records
   * @return a container not yet started; its group is the service's name
   */
  public <T> ConcurrentMessageListenerContainer<String, byte[]> listen(
      String topic, Class<T> type, EventHandler<T> handler) {
    return container(topic, type, handler, PROMPT);
  }

  /**
   * As {@link #listen}, for what nobody waits for, such as counts: records may lie for half a
   * second, so that under load they come in few large batches. A small batch costs its transaction,
   * its commit and the broker's as much as a large one.
   *
   * @param topic where the records come from; only committed ones are seen
   * @param type class of the records
   * @param handler gets them in batches, in order
   * @param <T> type of the records
   * @return a container not yet started; its group is the service's name
   */
  public <T> ConcurrentMessageListenerContainer<String, byte[]> gather(
      String topic, Class<T> type, EventHandler<T> handler) {
    return container(topic, type, handler, GATHERING);
  }

  private <T> ConcurrentMessageListenerContainer<String, byte[]> container(
      String topic, Class<T> type, EventHandler<T> handler, Map<String, String> pace) {
    ContainerProperties container = new ContainerProperties(topic);
    container.setGroupId(service);
    container.setAckMode(ContainerProperties.AckMode.BATCH);
    container.setMessageListener(new HandlerAdapter<>(topic, type, handler, deadLetters, json));
    container.setKafkaConsumerProperties(overrides(topic, pace));
    var listener = new ConcurrentMessageListenerContainer<>(factory(), container);
    listener.setBeanName(service + "-" + topic);
    listener.setCommonErrorHandler(retryUntilItWorks());
    return listener;
  }

  @SuppressWarnings("unchecked") // the deserializers set below decide the types
  private ConsumerFactory<String, byte[]> factory() {
    return (ConsumerFactory<String, byte[]>) (ConsumerFactory<?, ?>) consumers;
  }

  private java.util.Properties overrides(String topic, Map<String, String> pace) {
    java.util.Properties overrides = new java.util.Properties();
    overrides.putAll(pace);
    overrides.putAll(
        Map.of(
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            StringDeserializer.class.getName(),
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
            ByteArrayDeserializer.class.getName(),
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            Integer.toString(properties.batchSize()),
            ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
            "10000",
            ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
            "3000",
            // A killed consumer that comes back under its old name need not wait out its session.
            ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
            service + "-" + topic + "-" + properties.instanceId()));
    return overrides;
  }

  /** The handler adapter throws only what time can mend, so the batch is tried again for ever. */
  private static DefaultErrorHandler retryUntilItWorks() {
    ExponentialBackOff backOff = new ExponentialBackOff(200, 2);
    backOff.setMaxInterval(10_000);
    return new DefaultErrorHandler(backOff);
  }
}
