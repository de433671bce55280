package dev.crow.events.kafka;

import dev.crow.events.Event;
import dev.crow.events.EventHeaders;
import dev.crow.events.EventPublishException;
import dev.crow.events.EventPublisher;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import tools.jackson.databind.json.JsonMapper;

/** Sends with {@code acks=all} and an idempotent producer, and waits for every acknowledgement. */
final class KafkaEventPublisher implements EventPublisher, AutoCloseable {

  private final Producer<String, byte[]> producer;
  private final JsonMapper json;

  KafkaEventPublisher(Producer<String, byte[]> producer, JsonMapper json) {
    this.producer = producer;
    this.json = json;
  }

  @Override
  public void publish(String topic, List<? extends Event<?>> events) {
    try {
      List<Future<RecordMetadata>> sent = new ArrayList<>(events.size());
      for (Event<?> event : events) {
        sent.add(producer.send(recordOf(topic, event)));
      }
      for (Future<RecordMetadata> acknowledgement : sent) {
        acknowledgement.get();
      }
    } catch (ExecutionException | KafkaException e) {
      throw new EventPublishException("Publishing to " + topic + " was not acknowledged", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EventPublishException("Publishing to " + topic + " was interrupted", e);
    }
  }

  private ProducerRecord<String, byte[]> recordOf(String topic, Event<?> event) {
    byte[] value =
        event.payload() instanceof byte[] bytes ? bytes : json.writeValueAsBytes(event.payload());
    ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, event.key(), value);
    record.headers().add(EventHeaders.ID, utf8(event.id()));
    record.headers().add(EventHeaders.ORGANIZATION, utf8(event.organizationId()));
    return record;
  }

  @Override
  public void close() {
    producer.close();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
