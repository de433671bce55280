package dev.crow.testkit.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;

/** Reads what is in a topic by now. */
public final class Records {

  private static final Duration POLL = Duration.ofMillis(200);

  /** A consumer's last request is waited for when it is closed, and it is for what is not there. */
  private static final int NOTHING_MORE_COMES = 1;

  private Records() {}

  /**
   * @param kafka the broker
   * @param topic any that is there
   * @return its records, those of one key in order
   */
  public static List<ConsumerRecord<String, String>> of(
      KafkaConnectionDetails kafka, String topic) {
    Map<String, Object> config =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            kafka.getBootstrapServers(),
            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
            NOTHING_MORE_COMES);
    List<ConsumerRecord<String, String>> found = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer.poll(POLL).forEach(found::add);
      }
    }
    return found;
  }

  /**
   * @param kafka the broker
   * @param topic any that is there
   * @param key of the records
   * @return the values of its records of that key, in order
   */
  public static List<String> of(KafkaConnectionDetails kafka, String topic, String key) {
    return of(kafka, topic).stream()
        .filter(found -> key.equals(found.key()))
        .map(ConsumerRecord::value)
        .toList();
  }
}
