package dev.crow.webingest.session;

import dev.crow.contracts.Topics;
import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.contracts.web.v1.SessionContext;
import dev.crow.contracts.web.v1.WebEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.EmitStrategy;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.SessionWindows;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.SessionStore;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sessions by what Kafka Streams has for them: a session window over RocksDB that keeps the events
 * and emits them once, when the window closes. It knows no repetitions, no ledger, no receipts, no
 * explicit ends and no erasure.
 */
final class PlainSessions {

  private PlainSessions() {}

  /**
   * What a window has seen.
   *
   * @param events in the order of arrival
   */
  record Seen(List<WebEvent> events) {

    static final Seen NOTHING = new Seen(List.of());

    Seen plus(List<WebEvent> more) {
      List<WebEvent> both = new ArrayList<>(events.size() + more.size());
      both.addAll(events);
      both.addAll(more);
      return new Seen(both);
    }
  }

  static Topology of(Duration gap, JsonMapper json) {
    Serde<String> text = Serdes.String();
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(Topics.WEB_EVENTS, Consumed.with(text, Serdes.ByteArray()))
        .mapValues((key, value) -> new Seen(eventsOf(key, value, json)))
        .groupByKey(Grouped.with(text, JsonSerde.of(json, Seen.class)))
        .windowedBy(SessionWindows.ofInactivityGapWithNoGrace(gap))
        .emitStrategy(EmitStrategy.onWindowClose())
        .aggregate(
            () -> Seen.NOTHING,
            (_, input, seen) -> seen.plus(input.events()),
            (_, first, second) -> first.plus(second.events()),
            Materialized.<String, Seen, SessionStore<Bytes, byte[]>>as("plain-sessions")
                .withKeySerde(text)
                // The log is read faster than it came about, and windows are looked for once in a
                // second of the machine's clock: none may be forgotten before.
                .withRetention(Duration.ofDays(8))
                .withValueSerde(JsonSerde.of(json, Seen.class)))
        .toStream()
        .filter((_, seen) -> seen != null && !seen.events().isEmpty())
        .map(
            (window, seen) ->
                KeyValue.pair(window.key(), json.writeValueAsBytes(closed(window, seen))))
        .to(Topics.INTERACTION_QUEUE, Produced.with(text, Serdes.ByteArray()));
    return builder.build();
  }

  /** Ticks go through as well: stream time must pass for windows to close. */
  private static List<WebEvent> eventsOf(String key, byte[] value, JsonMapper json) {
    return SessionInput.TICK_KEY.equals(key)
        ? List.of()
        : json.readValue(value, SessionInput.class).events();
  }

  private static SessionClosed closed(Windowed<String> window, Seen seen) {
    int split = window.key().indexOf('|');
    List<WebEvent> events =
        seen.events().stream().sorted(Comparator.comparing(WebEvent::occurredAt)).toList();
    return new SessionClosed(
        window.key().substring(0, split),
        SessionClosed.SOURCE_WEB,
        window.key().substring(split + 1),
        1,
        1,
        SessionClosed.Reason.IDLE,
        events.getFirst().occurredAt(),
        events.getLast().occurredAt(),
        Instant.ofEpochMilli(window.window().end()),
        0,
        SessionContext.EMPTY,
        events);
  }
}
