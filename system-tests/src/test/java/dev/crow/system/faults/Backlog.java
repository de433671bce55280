package dev.crow.system.faults;

import dev.crow.contracts.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What services have still to do. As long as there is anything, nothing can be said to be missing.
 */
final class Backlog {

  /** Of the records in the log of events only these; the others are ticks, which never end. */
  private static final Set<String> MARKS = Set.of("crow-event-id", "crow-settled");

  private static final List<Reader> READERS =
      List.of(
          new Reader(Topics.WEB_EVENTS, FaultySuite.INGEST + "-sessions"),
          new Reader(Topics.INTERACTION_QUEUE, FaultySuite.INTERACTION),
          new Reader(Topics.SETTLED_SESSIONS, FaultySuite.INGEST));

  private final String bootstrapServers;
  private final Stored stored;

  /**
   * @param stored knows what waits to be told
   */
  Backlog(String bootstrapServers, Stored stored) {
    this.bootstrapServers = bootstrapServers;
    this.stored = stored;
  }

  private record Reader(String topic, String group) {}

  /** Whether everything was handled that was there when this was asked. */
  boolean isEmpty() {
    return stored.isAllTold() && READERS.stream().noneMatch(this::isBehind);
  }

  private boolean isBehind(Reader reader) {
    Properties config = new Properties();
    config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(reader.topic()).stream()
              .map(info -> new TopicPartition(reader.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.beginningOffsets(partitions).forEach(consumer::seek);
      handled(reader, partitions).forEach(consumer::seek);
      // Behind the last record may be marks of transactions, which no handler ever sees.
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<?, ?> record : consumer.poll(Duration.ofMillis(500))) {
          if (isWork(record) && record.offset() < end(ends, record)) {
            return true;
          }
        }
      }
      return false;
    } catch (ExecutionException | KafkaException e) {
      // Whoever cannot be asked is not done.
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long end(Map<TopicPartition, Long> ends, ConsumerRecord<?, ?> record) {
    return Objects.requireNonNull(ends.get(new TopicPartition(record.topic(), record.partition())));
  }

  private static boolean isWork(ConsumerRecord<?, ?> record) {
    return !record.topic().equals(Topics.WEB_EVENTS)
        || MARKS.stream().anyMatch(mark -> record.headers().lastHeader(mark) != null);
  }

  private Map<TopicPartition, Long> handled(Reader reader, List<TopicPartition> partitions)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin
              .listConsumerGroupOffsets(reader.group())
              .partitionsToOffsetAndMetadata(reader.group())
              .get();
      Map<TopicPartition, Long> handled = new HashMap<>();
      for (TopicPartition partition : partitions) {
        OffsetAndMetadata offset = committed.get(partition);
        if (offset != null) {
          handled.put(partition, offset.offset());
        }
      }
      return handled;
    }
  }
}
