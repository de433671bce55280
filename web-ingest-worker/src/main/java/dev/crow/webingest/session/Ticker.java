package dev.crow.webingest.session;

import dev.crow.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a tick into every partition of the event topic, so that time passes there even when nobody
 * sends anything. The tick's time is the broker's append time, the same clock as the events'.
 * Several instances ticking does no harm.
 */
final class Ticker implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Ticker.class);
  private static final byte[] TICK = "tick".getBytes(StandardCharsets.UTF_8);

  private final Producer<String, byte[]> producer;
  private final Duration interval;
  private final CountDownLatch closed = new CountDownLatch(1);

  Ticker(Producer<String, byte[]> producer, Duration interval) {
    this.producer = producer;
    this.interval = interval;
  }

  /** How many partitions the event topic has, wherever they are worked on. */
  int partitions() {
    return producer.partitionsFor(Topics.WEB_EVENTS).size();
  }

  void start() {
    Thread.ofVirtual().name("session-ticker").start(this::run);
  }

  private void run() {
    try {
      do {
        tick();
      } while (!closed.await(interval.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tick() {
    try {
      for (PartitionInfo partition : producer.partitionsFor(Topics.WEB_EVENTS)) {
        var _ =
            producer.send(
                new ProducerRecord<>(
                    Topics.WEB_EVENTS, partition.partition(), SessionInput.TICK_KEY, TICK),
                (_, failure) -> missed(failure));
      }
    } catch (KafkaException e) {
      missed(e);
    }
  }

  private static void missed(@Nullable Exception failure) {
    if (failure != null) {
      log.warn("A tick was not sent; sessions close with the next: {}", failure.getMessage());
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
