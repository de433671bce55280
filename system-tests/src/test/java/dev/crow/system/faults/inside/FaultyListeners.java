package dev.crow.system.faults.inside;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.listener.BatchConsumerAwareMessageListener;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/** Mistakes around the handling of records. */
final class FaultyListeners {

  private FaultyListeners() {}

  @SuppressWarnings("unchecked") // EventListeners makes no other containers
  static void around(ConcurrentMessageListenerContainer<?, ?> container, Faults faults) {
    Object listener = container.getContainerProperties().getMessageListener();
    if (listener instanceof BatchMessageListener<?, ?> batches) {
      container
          .getContainerProperties()
          .setMessageListener(
              committingFirst((BatchMessageListener<String, byte[]>) batches, faults));
    }
    CommonErrorHandler handler = container.getCommonErrorHandler();
    if (handler != null) {
      container.setCommonErrorHandler(skipping(handler, faults));
    }
  }

  private static BatchConsumerAwareMessageListener<String, byte[]> committingFirst(
      BatchMessageListener<String, byte[]> listener, Faults faults) {
    return (records, consumer) -> {
      if (faults.has(Bug.OFFSETS_FIRST)) {
        commit(records, Objects.requireNonNull(consumer));
      }
      listener.onMessage(records);
    };
  }

  private static void commit(
      List<ConsumerRecord<String, byte[]>> records, Consumer<?, ?> consumer) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      offsets.put(
          new TopicPartition(record.topic(), record.partition()),
          new OffsetAndMetadata(record.offset() + 1));
    }
    consumer.commitSync(offsets);
  }

  private static CommonErrorHandler skipping(CommonErrorHandler handler, Faults faults) {
    return Around.of(
        CommonErrorHandler.class,
        handler,
        (method, _, original) ->
            switch (method.getName()) {
              case "handleBatch" -> faults.has(Bug.FAILED_BATCH_SKIPPED) ? null : original.call();
              case "handleBatchAndReturnRemaining" ->
                  faults.has(Bug.FAILED_BATCH_SKIPPED) ? ConsumerRecords.empty() : original.call();
              default -> original.call();
            });
  }
}
