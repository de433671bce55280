package dev.crow.webingest.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crow.contracts.Topics;
import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.events.EventHeaders;
import dev.crow.webingest.session.SessionInput;
import dev.crow.webingest.session.SessionOpened;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Follows the topics for one watcher, from the end or from where it was before. It reads the topics
 * themselves, so it sees what every instance takes, and can go on anywhere. Records of other
 * organizations are passed over unread.
 */
final class Tail implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Tail.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final List<String> TOPICS =
      List.of(Topics.WEB_EVENTS, Topics.SESSIONS_OPENED, Topics.INTERACTION_QUEUE);

  private final KafkaConsumer<String, byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final byte[] organization;
  private final JsonMapper json;

  /**
   * @param consumer belongs to the tail from now on
   * @param organizationId whose records it tells of
   * @param place as {@link #place} gave it; empty for the end
   * @param oldest where it may begin at the earliest
   */
  Tail(
      KafkaConsumer<String, byte[]> consumer,
      String organizationId,
      String place,
      Instant oldest,
      JsonMapper json) {
    this.consumer = consumer;
    this.organization = organizationId.getBytes(UTF_8);
    this.json = json;
    this.partitions =
        TOPICS.stream()
            .flatMap(topic -> consumer.partitionsFor(topic, PATIENCE).stream())
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
    ends.forEach(consumer::seek);
    if (!place.isEmpty()) {
      goBack(parse(place), ends, oldest);
    }
  }

  private void goBack(
      Map<TopicPartition, Long> before, Map<TopicPartition, Long> ends, Instant oldest) {
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, oldest.toEpochMilli()));
    Map<TopicPartition, OffsetAndTimestamp> firsts = consumer.offsetsForTimes(times, PATIENCE);
    before.forEach(
        (partition, offset) -> {
          Long end = ends.get(partition);
          OffsetAndTimestamp first = firsts.get(partition);
          if (end != null && first != null) {
            consumer.seek(partition, Math.clamp(offset, Math.min(first.offset(), end), end));
          }
        });
  }

  /** What came since, in the order of each session; empty if nothing did for a while. */
  List<Told> poll(Duration patience) {
    List<Told> told = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : consumer.poll(patience)) {
      Header owner = record.headers().lastHeader(EventHeaders.ORGANIZATION);
      if (owner != null && Arrays.equals(owner.value(), organization) && record.value() != null) {
        told.addAll(read(record));
      }
    }
    return told;
  }

  private List<Told> read(ConsumerRecord<String, byte[]> record) {
    try {
      return switch (record.topic()) {
        case Topics.WEB_EVENTS ->
            Told.of(
                json.readValue(record.value(), SessionInput.class),
                Instant.ofEpochMilli(record.timestamp()));
        case Topics.SESSIONS_OPENED ->
            List.of(Told.of(json.readValue(record.value(), SessionOpened.class)));
        default -> closed(json.readValue(record.value(), SessionClosed.class));
      };
    } catch (JacksonException e) {
      log.debug("A watcher cannot be told of a record of {}", record.topic(), e);
      return List.of();
    }
  }

  private static List<Told> closed(SessionClosed session) {
    return session.source().equals(SessionClosed.SOURCE_WEB)
        ? List.of(Told.of(session))
        : List.of();
  }

  /** Where it is, for coming again. */
  String place() {
    StringBuilder place = new StringBuilder();
    for (TopicPartition partition : partitions) {
      place
          .append(place.isEmpty() ? "" : ",")
          .append(TOPICS.indexOf(partition.topic()))
          .append('.')
          .append(partition.partition())
          .append('.')
          .append(consumer.position(partition, PATIENCE));
    }
    return place.toString();
  }

  private static Map<TopicPartition, Long> parse(String place) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (String part : place.split(",", -1)) {
      String[] numbers = part.split("\\.", -1);
      offsets.put(
          new TopicPartition(
              TOPICS.get(Integer.parseInt(numbers[0])), Integer.parseInt(numbers[1])),
          Long.parseLong(numbers[2]));
    }
    return offsets;
  }

  @Override
  public void close() {
    consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ZERO));
  }
}
