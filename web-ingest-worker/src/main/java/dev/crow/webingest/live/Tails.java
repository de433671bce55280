package dev.crow.webingest.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crow.security.SealingKey;
import dev.crow.security.ServiceSecret;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Opens tails. Where a watcher is, in all of the suite's records, says how much others send, so it
 * is given out sealed.
 */
@Component
class Tails {

  private final Map<String, Object> config;
  private final SealingKey key;
  private final LiveProperties properties;
  private final JsonMapper json;
  private final Clock clock = Clock.systemUTC();

  Tails(
      KafkaProperties kafka,
      KafkaConnectionDetails connection,
      ServiceSecret secret,
      LiveProperties properties,
      JsonMapper json) {
    this.config = config(kafka, connection);
    this.key = SealingKey.derivedFrom(secret.value(), "live-tail");
    this.properties = properties;
    this.json = json;
  }

  private static Map<String, Object> config(
      KafkaProperties kafka, KafkaConnectionDetails connection) {
    Map<String, Object> config = new HashMap<>(kafka.buildConsumerProperties());
    config.remove(ConsumerConfig.GROUP_ID_CONFIG);
    config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, connection.getBootstrapServers());
    config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class.getName());
    config.put(
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 200);
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 250);
    return config;
  }

  /**
   * @param organizationId whose
   * @param lastEventId as a client says it; one that was not given to it means the end
   * @return to be closed
   * @throws org.apache.kafka.common.KafkaException if the broker is away
   */
  Tail open(String organizationId, @Nullable String lastEventId) {
    KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(config);
    try {
      return new Tail(
          consumer,
          organizationId,
          place(organizationId, lastEventId),
          clock.instant().minus(properties.catchUp()),
          json);
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  String lastEventId(String organizationId, Tail tail) {
    byte[] sealed = key.seal(tail.place().getBytes(UTF_8), organizationId);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
  }

  private String place(String organizationId, @Nullable String lastEventId) {
    if (lastEventId == null || lastEventId.isEmpty()) {
      return "";
    }
    try {
      return new String(
          key.open(Base64.getUrlDecoder().decode(lastEventId), organizationId), UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return "";
    }
  }
}
