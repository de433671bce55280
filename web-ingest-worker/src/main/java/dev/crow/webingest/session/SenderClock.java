package dev.crow.webingest.session;

import dev.crow.contracts.Topics;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Marks what goes to {@code web-events} with a {@link SenderMark}. Kafka makes it, as its producer
 * is told to in {@code web-ingest-worker.yml}.
 */
public final class SenderClock implements ProducerInterceptor<String, byte[]> {

  private final long sender = UUID.randomUUID().getMostSignificantBits();
  private final long began = System.nanoTime();

  @Override
  public ProducerRecord<String, byte[]> onSend(ProducerRecord<String, byte[]> record) {
    if (record.topic().equals(Topics.WEB_EVENTS)) {
      long elapsed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
      new SenderMark(sender, elapsed).putOn(record.headers());
    }
    return record;
  }

  @Override
  public void onAcknowledgement(RecordMetadata metadata, Exception exception) {}

  @Override
  public void close() {}

  @Override
  public void configure(Map<String, ?> configuration) {}
}
