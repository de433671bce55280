package dev.crow.system.faults;

import dev.crow.contracts.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.LongUnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the log of accepted events says must become of them, worked out in the plainest way: a run
 * of a session ends when there is nothing of it for its gap. Knows nothing of how the suite does
 * it.
 */
final class Truth implements AutoCloseable {

  private final KafkaConsumer<String, byte[]> log;
  private final String organization;
  private final Journal journal;
  private final JsonMapper json = JsonMapper.builder().build();
  private final LongUnaryOperator trueTime;
  private final Map<Integer, Long> clocks = new HashMap<>();
  private final Map<Integer, Sessions> visits = new HashMap<>();
  private final List<String> strangers = new ArrayList<>();
  private long received;
  private long duplicates;
  private long refused;

  /**
   * @param trueTime what time it was when the broker's clock said this, both in epoch milliseconds
   */
  Truth(String bootstrapServers, String organization, Journal journal, LongUnaryOperator trueTime) {
    this.organization = organization;
    this.journal = journal;
    this.trueTime = trueTime;
    Properties config = new Properties();
    config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    this.log = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        log.partitionsFor(Topics.WEB_EVENTS).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    log.assign(partitions);
    log.seekToBeginning(partitions);
  }

  /** The runs of one session, as bits of the visit's events. */
  static final class Sessions {
    private final List<Long> runs = new ArrayList<>();
    private long seen;
    private long lastAt;
    private boolean open;

    List<Long> runs() {
      return runs.stream().filter(run -> run != 0).toList();
    }

    long events() {
      return seen;
    }
  }

  /** Reads on to where the log ends now. */
  void readOn() {
    Map<TopicPartition, Long> ends = log.endOffsets(log.assignment());
    while (ends.entrySet().stream().anyMatch(end -> log.position(end.getKey()) < end.getValue())) {
      log.poll(Duration.ofMillis(500)).forEach(this::read);
    }
  }

  private void read(ConsumerRecord<String, byte[]> record) {
    long appended = trueTime.applyAsLong(record.timestamp());
    long now = clocks.merge(record.partition(), appended, Math::max);
    String key = record.key();
    if (key == null
        || !key.startsWith(organization + "|")
        || record.headers().lastHeader("crow-event-id") == null) {
      return;
    }
    JsonNode input = json.readTree(record.value());
    String session = input.path("sessionId").asString();
    Integer visit = journal.visitNamed(session);
    if (visit == null) {
      strangers.add(session);
      return;
    }
    accept(visits.computeIfAbsent(visit, _ -> new Sessions()), visit, input, now);
  }

  private void accept(Sessions session, int visit, JsonNode input, long now) {
    long events = 0;
    int count = 0;
    for (JsonNode event : input.path("events")) {
      long bit = bit(visit, event.path("eventId").asString());
      if ((events & bit) != 0) {
        duplicates++;
      }
      events |= bit;
      count++;
    }
    int repeated = input.path("repeated").asInt();
    received += count + repeated;
    duplicates += Long.bitCount(events & session.seen) + repeated;
    input.path("refused").forEach(reason -> refused += reason.asInt());
    long fresh = events & ~session.seen;
    boolean over = !session.open || now >= session.lastAt + Traffic.GAP * 1000L;
    if (over && fresh == 0) {
      // Nothing of it is news; it only shows that the last run is over.
      session.open = false;
      return;
    }
    if (over) {
      session.runs.add(0L);
      session.open = true;
      session.lastAt = now;
    }
    session.runs.set(session.runs.size() - 1, session.runs.getLast() | fresh);
    session.seen |= fresh;
    session.lastAt = Math.max(session.lastAt, now);
  }

  private long bit(int visit, String event) {
    long bit = journal.bit(visit, event);
    if (bit == 0) {
      strangers.add(Journal.session(visit) + " " + event);
    }
    return bit;
  }

  @Nullable Sessions of(int visit) {
    return visits.get(visit);
  }

  /** Sessions and events in the log that no visitor made. */
  List<String> strangers() {
    return List.copyOf(strangers);
  }

  long received() {
    return received + refused;
  }

  long duplicates() {
    return duplicates;
  }

  /** Events that have to be in interactions, each once. */
  long events() {
    return visits.values().stream().mapToLong(session -> Long.bitCount(session.events())).sum();
  }

  @Override
  public void close() {
    log.close();
  }
}
