package dev.crow.events.kafka;

import dev.crow.events.EventHandler;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Follows a topic from its end, for state that lives in this process alone, such as a cache. Every
 * process sees every record; nothing is remembered between starts. Where records may have been
 * missed — at the start, and whenever the broker was out of reach for a while — the owner of the
 * state is told so, and can start afresh. Unlike an {@link EventHandler}, what handles the records
 * must not fail: there is nobody to repeat them.
 *
 * @param <T> type of the records
 */
public final class BroadcastListener<T> implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(BroadcastListener.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Map<String, Object> config;
  private final String topic;
  private final Class<T> type;
  private final JsonMapper json;
  private final Consumer<T> handler;
  private final Runnable missed;

  private volatile boolean connected;
  private volatile @Nullable Run run;

  /**
   * @param config of a Kafka consumer: at least its bootstrap servers
   * @param topic which to follow; waited for until it exists
   * @param type class of the records
   * @param json reads them
   * @param handler gets each record, in the order of its partition
   * @param missed called before the first record, and when records may have been lost
   */
  public BroadcastListener(
      Map<String, Object> config,
      String topic,
      Class<T> type,
      JsonMapper json,
      Consumer<T> handler,
      Runnable missed) {
    this.config = overrides(config);
    this.topic = topic;
    this.type = type;
    this.json = json;
    this.handler = handler;
    this.missed = missed;
  }

  /**
   * @return whether records published now would arrive within seconds
   */
  public boolean isConnected() {
    return connected;
  }

  private static Map<String, Object> overrides(Map<String, Object> config) {
    Map<String, Object> all = new HashMap<>(config);
    all.remove(ConsumerConfig.GROUP_ID_CONFIG);
    all.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class.getName());
    all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // So that partitions added later are noticed.
    all.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
    all.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    return all;
  }

  @Override
  public void start() {
    Run started = new Run();
    run = started;
    Thread.ofVirtual().name("broadcast-" + topic).start(started);
  }

  @Override
  public void stop() {
    Run running = run;
    run = null;
    if (running != null) {
      running.stop();
    }
  }

  @Override
  public boolean isRunning() {
    return run != null;
  }

  /** One life between start and stop; connects again as often as it has to. */
  private final class Run implements Runnable {

    private final CountDownLatch over = new CountDownLatch(1);
    private volatile @Nullable KafkaConsumer<String, byte[]> consumer;

    void stop() {
      over.countDown();
      KafkaConsumer<String, byte[]> current = consumer;
      if (current != null) {
        current.wakeup();
      }
    }

    private boolean isOver() {
      return over.getCount() == 0;
    }

    @Override
    public void run() {
      try {
        while (!isOver()) {
          followUntilItBreaks();
          over.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void followUntilItBreaks() {
      try (KafkaConsumer<String, byte[]> opened = new KafkaConsumer<>(config)) {
        consumer = opened;
        follow(opened);
      } catch (WakeupException | InterruptException _) {
        log.debug("Following {} ends", topic);
      } catch (KafkaException e) {
        if (connected) {
          log.warn("{} is out of reach: {}", topic, e.toString());
        } else {
          log.debug("{} is still out of reach", topic, e);
        }
      } finally {
        connected = false;
        consumer = null;
      }
    }

    private void follow(KafkaConsumer<String, byte[]> opened) {
      List<TopicPartition> partitions = partitions(opened);
      if (partitions.isEmpty()) {
        return;
      }
      opened.assign(partitions);
      toTheEnd(opened, partitions);
      log.info("Following {}", topic);
      long sure = System.nanoTime();
      while (!isOver()) {
        ConsumerRecords<String, byte[]> records = opened.poll(POLL);
        records.forEach(this::handle);
        if (System.nanoTime() - sure > PATIENCE.toNanos()) {
          // An idle poll does not tell a quiet topic from a broker that is gone; this does.
          opened.endOffsets(partitions, PATIENCE);
          if (partitions(opened).size() != partitions.size()) {
            return;
          }
          sure = System.nanoTime();
        }
      }
    }

    private void toTheEnd(
        KafkaConsumer<String, byte[]> opened, Collection<TopicPartition> partitions) {
      opened.endOffsets(partitions, PATIENCE).forEach(opened::seek);
      // After the position is fixed: what was published before it is made up for by this call.
      missed.run();
      connected = true;
    }

    private List<TopicPartition> partitions(KafkaConsumer<String, byte[]> opened) {
      List<PartitionInfo> known = opened.partitionsFor(topic, PATIENCE);
      return known == null
          ? List.of()
          : known.stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList();
    }

    private void handle(ConsumerRecord<String, byte[]> record) {
      try {
        T payload = record.value() == null ? null : json.readValue(record.value(), type);
        if (payload != null) {
          handler.accept(payload);
        } else {
          skipped();
        }
      } catch (JacksonException _) {
        skipped();
      }
    }

    /** Nobody knows what it would have said, so it counts as missed. */
    private void skipped() {
      log.warn("A record of {} cannot be read; everything counts as missed", topic);
      missed.run();
    }
  }
}
