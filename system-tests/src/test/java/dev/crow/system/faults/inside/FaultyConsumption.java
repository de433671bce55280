package dev.crow.system.faults.inside;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Fail-points around what listeners take and commit; Kafka makes it by its name. */
public final class FaultyConsumption implements ConsumerInterceptor<Object, Object> {

  private final Faults faults = Faults.ofThisProcess();

  @Override
  public ConsumerRecords<Object, Object> onConsume(ConsumerRecords<Object, Object> records) {
    records
        .partitions()
        .forEach(partition -> faults.reach(FailPoint.RECORDS_TAKEN, partition.topic()));
    return records;
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
    offsets
        .keySet()
        .forEach(partition -> faults.reach(FailPoint.OFFSETS_COMMITTED, partition.topic()));
  }

  @Override
  public void close() {}

  @Override
  public void configure(Map<String, ?> configuration) {}
}
