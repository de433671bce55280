package dev.crow.system.faults.inside;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/** Fail-points of the sessions' processor, made by Kafka Streams by their class's name. */
public final class FaultyStreamsClients implements KafkaClientSupplier {

  private final Faults faults = Faults.ofThisProcess();

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }

  @Override
  @SuppressWarnings("unchecked") // the raw class of an interface has no type arguments
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    Producer<byte[], byte[]> target =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    return Around.of(
        Producer.class,
        target,
        (method, arguments, original) ->
            switch (method.getName()) {
              case "send" -> {
                ProducerRecord<byte[], byte[]> record =
                    (ProducerRecord<byte[], byte[]>) arguments[0];
                if (!record.topic().endsWith("-changelog") && faults.duplicates()) {
                  var _ = target.send(record);
                }
                Object sent = original.call();
                faults.reach(FailPoint.SESSION_SENT, record.topic());
                yield sent;
              }
              case "commitTransaction" -> {
                faults.reach(FailPoint.SESSION_COMMITTING, "transaction");
                Object nothing = original.call();
                faults.reach(FailPoint.SESSION_COMMITTED, "transaction");
                yield nothing;
              }
              default -> original.call();
            });
  }

  @Override
  @SuppressWarnings("unchecked") // as above
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return Around.of(
        Consumer.class,
        consumer(config),
        (_, _, original) -> {
          Object result = original.call();
          return result instanceof ConsumerRecords<?, ?> records
              ? taken((ConsumerRecords<byte[], byte[]>) records)
              : result;
        });
  }

  private ConsumerRecords<byte[], byte[]> taken(ConsumerRecords<byte[], byte[]> records) {
    if (records.isEmpty()) {
      return records;
    }
    records
        .partitions()
        .forEach(partition -> faults.reach(FailPoint.RECORDS_TAKEN, partition.topic()));
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(faults.stall()));
    return faults.has(Bug.WALL_CLOCK_SESSIONS) ? stampedNow(records) : records;
  }

  private static ConsumerRecords<byte[], byte[]> stampedNow(
      ConsumerRecords<byte[], byte[]> records) {
    long now = System.currentTimeMillis();
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> stamped = new HashMap<>();
    for (TopicPartition partition : records.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
      for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
        all.add(
            new ConsumerRecord<>(
                record.topic(),
                record.partition(),
                record.offset(),
                now,
                record.timestampType(),
                record.serializedKeySize(),
                record.serializedValueSize(),
                record.key(),
                record.value(),
                record.headers(),
                record.leaderEpoch()));
      }
      stamped.put(partition, all);
    }
    return new ConsumerRecords<>(stamped, records.nextOffsets());
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return consumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return consumer(config);
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
