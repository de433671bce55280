package dev.crow.webingest.session;

import dev.crow.contracts.Topics;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import tools.jackson.databind.json.JsonMapper;

/** Events in, closed sessions out. */
final class SessionTopology {

  static final String CLOSED_SESSIONS = "closed-sessions";
  static final String OPENED_SESSIONS = "opened-sessions";
  static final String DEAD_LETTERS = "dead-letters";
  static final String ERASED_PARTS = "erased-parts";
  private static final String ERASURE_PARTS = "erasure-parts";
  private static final String ERASURES = "erasures-processor";
  private static final String ERASURE_ANSWERS = "erasure-answers";
  private static final String EVENTS = "events";
  private static final String SESSIONS = "sessions-processor";

  private SessionTopology() {}

  static Topology of(
      SessionProperties properties, LedgerProperties ledger, SessionClock clock, JsonMapper json) {
    Serde<String> text = Serdes.String();
    Serde<byte[]> bytes = Serdes.ByteArray();
    return new Topology()
        .addSource(EVENTS, text.deserializer(), bytes.deserializer(), Topics.WEB_EVENTS)
        .addProcessor(SESSIONS, () -> new SessionProcessor(properties, ledger, clock, json), EVENTS)
        .addStateStore(cached(SessionStores.STATES, text, SessionStateSerde.with(json)), SESSIONS)
        .addStateStore(plain(SessionStores.CHUNKS, text, bytes), SESSIONS)
        .addStateStore(plain(SessionStores.WAKE_UPS, Serdes.Bytes(), bytes), SESSIONS)
        .addStateStore(moreIds(properties.rememberIds()), SESSIONS)
        .addStateStore(cached(SessionStores.TIME, text, bytes), SESSIONS)
        .addStateStore(
            plain(SessionStores.RECEIPTS, text, JsonSerde.of(json, ReceiptTrace.class)), SESSIONS)
        .addStateStore(cached(LedgerBooks.TOTALS, text, LedgerSerde.with(json)), SESSIONS)
        .addStateStore(minutes(ledger, json), SESSIONS)
        .addStateStore(cached(LedgerBooks.RUNS, text, JsonSerde.of(json, ToldRun.class)), SESSIONS)
        .addSink(
            CLOSED_SESSIONS,
            Topics.INTERACTION_QUEUE,
            text.serializer(),
            bytes.serializer(),
            SESSIONS)
        .addSink(
            OPENED_SESSIONS,
            Topics.SESSIONS_OPENED,
            text.serializer(),
            bytes.serializer(),
            SESSIONS)
        .addSink(
            DEAD_LETTERS,
            Topics.deadLettersOf(Topics.WEB_EVENTS),
            text.serializer(),
            bytes.serializer(),
            SESSIONS)
        .addStateStore(remembered(SessionStores.ERASURES, bytes), SESSIONS)
        .addSink(
            ERASED_PARTS, Topics.SESSION_ERASURES, text.serializer(), bytes.serializer(), SESSIONS)
        .addSource(
            ERASURE_PARTS, text.deserializer(), bytes.deserializer(), Topics.SESSION_ERASURES)
        .addProcessor(ERASURES, () -> new ErasureProcessor(json), ERASURE_PARTS)
        .addStateStore(remembered(ErasureProcessor.ANSWERS, bytes), ERASURES)
        .addSink(
            ERASURE_ANSWERS,
            Topics.IDENTITY_EVENTS,
            text.serializer(),
            bytes.serializer(),
            ERASURES);
  }

  private static StoreBuilder<?> moreIds(Duration remembered) {
    return Stores.windowStoreBuilder(
            Stores.persistentWindowStore(SessionStores.MORE_IDS, remembered, remembered, false),
            Serdes.Bytes(),
            Serdes.ByteArray())
        .withLoggingEnabled(Map.of());
  }

  /** Small, and read for every record: kept in memory, restored from its changelog. */
  private static StoreBuilder<?> remembered(String name, Serde<byte[]> values) {
    return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), values)
        .withLoggingEnabled(Map.of());
  }

  /**
   * Cached stores write to disk and changelog once for each commit, however often a key changed.
   */
  private static <K, V> StoreBuilder<?> cached(String name, Serde<K> keys, Serde<V> values) {
    return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), keys, values)
        .withLoggingEnabled(Map.of())
        .withCachingEnabled();
  }

  /** The store itself forgets what is older than what is to be kept. */
  private static StoreBuilder<?> minutes(LedgerProperties ledger, JsonMapper json) {
    return Stores.windowStoreBuilder(
            Stores.persistentWindowStore(
                LedgerBooks.MINUTES, ledger.keep(), Duration.ofMinutes(1), false),
            Serdes.String(),
            LedgerSerde.with(json))
        .withLoggingEnabled(Map.of())
        .withCachingEnabled();
  }

  private static <K, V> StoreBuilder<?> plain(String name, Serde<K> keys, Serde<V> values) {
    return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), keys, values)
        .withLoggingEnabled(Map.of());
  }
}
