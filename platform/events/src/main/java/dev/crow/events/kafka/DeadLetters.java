package dev.crow.events.kafka;

import dev.crow.events.EventHeaders;
import dev.crow.events.TransientFailure;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Keeps what could not be handled, whole and with the reason, in the topic's {@code .dlt}. */
final class DeadLetters {

  static final String SUFFIX = ".dlt";

  private final Producer<String, byte[]> producer;

  DeadLetters(Producer<String, byte[]> producer) {
    this.producer = producer;
  }

  /** Returns once the dead letter is durable; until then its offset must not be committed. */
  void send(ConsumerRecord<String, byte[]> failed, String reason) {
    ProducerRecord<String, byte[]> letter =
        new ProducerRecord<>(
            failed.topic() + SUFFIX, null, failed.key(), failed.value(), failed.headers());
    letter.headers().remove(EventHeaders.REASON);
    letter.headers().add(EventHeaders.REASON, reason.getBytes(StandardCharsets.UTF_8));
    try {
      producer.send(letter).get();
    } catch (ExecutionException | KafkaException e) {
      throw new TransientFailure("The dead letters of " + failed.topic() + " are out of reach", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientFailure("Interrupted", e);
    }
  }
}
