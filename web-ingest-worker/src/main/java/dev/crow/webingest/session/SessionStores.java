package dev.crow.webingest.session;

import dev.crow.contracts.web.v1.WebEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The processor's memory: the state of each session, its events in chunks as they arrived, an index
 * of when to look at which session again, receipts, and the books.
 *
 * <p>The wake-up index is lazy: activity does not move a session's entry, the entry finds on firing
 * that it is early and is set anew. So an active session costs no index write at all.
 */
final class SessionStores {

  static final String STATES = "sessions";
  static final String CHUNKS = "session-events";
  static final String WAKE_UPS = "session-wake-ups";
  static final String RECEIPTS = "receipts";
  static final String ERASURES = "session-erasures";
  static final String MORE_IDS = "session-more-ids";
  static final String TIME = "session-time";

  private static final TypeReference<List<WebEvent>> EVENTS = new TypeReference<>() {};

  private final KeyValueStore<String, SessionState> states;
  private final KeyValueStore<String, byte[]> chunks;
  private final KeyValueStore<Bytes, byte[]> wakeUps;
  private final KeyValueStore<String, ReceiptTrace> receipts;
  private final LedgerBooks books;
  private final ErasedVisitors erased;
  private final MoreIds moreIds;
  private final KeyValueStore<String, byte[]> times;
  private final JsonMapper json;
  private @Nullable PartitionTime time;

  /** Nothing is in the index before this time. What was fired leaves marks that cost a reader. */
  private long firstWakeUp;

  private SessionStores(
      KeyValueStore<String, SessionState> states,
      KeyValueStore<String, byte[]> chunks,
      KeyValueStore<Bytes, byte[]> wakeUps,
      KeyValueStore<String, ReceiptTrace> receipts,
      LedgerBooks books,
      ErasedVisitors erased,
      MoreIds moreIds,
      KeyValueStore<String, byte[]> times,
      JsonMapper json) {
    this.states = states;
    this.chunks = chunks;
    this.wakeUps = wakeUps;
    this.receipts = receipts;
    this.books = books;
    this.erased = erased;
    this.moreIds = moreIds;
    this.times = times;
    this.json = json;
  }

  static SessionStores of(ProcessorContext<?, ?> context, JsonMapper json) {
    return new SessionStores(
        context.getStateStore(STATES),
        context.getStateStore(CHUNKS),
        context.getStateStore(WAKE_UPS),
        context.getStateStore(RECEIPTS),
        LedgerBooks.of(context),
        new ErasedVisitors(context.getStateStore(ERASURES)),
        new MoreIds(context.getStateStore(MORE_IDS)),
        context.getStateStore(TIME),
        json);
  }

  /** As of the last record. */
  PartitionTime time() {
    PartitionTime known = time;
    if (known == null) {
      byte[] kept = times.get(TIME);
      known = kept == null ? PartitionTime.BEGINNING : PartitionTime.of(kept);
      time = known;
    }
    return known;
  }

  void putTime(PartitionTime now) {
    time = now;
    times.put(TIME, now.toBytes());
  }

  @Nullable SessionState state(String key) {
    return states.get(key);
  }

  void put(String key, SessionState state) {
    states.put(key, state);
  }

  /** The event ids that sessions' own states have no room for. */
  MoreIds moreIds() {
    return moreIds;
  }

  ErasedVisitors erased() {
    return erased;
  }

  /** The organization's sessions of this partition, as they are now. */
  Map<String, SessionState> sessionsOf(String organizationId) {
    Map<String, SessionState> found = new LinkedHashMap<>();
    try (KeyValueIterator<String, SessionState> all =
        states.range(organizationId + "|", organizationId + "}")) {
      all.forEachRemaining(entry -> found.put(entry.key, entry.value));
    }
    return found;
  }

  LedgerBooks books() {
    return books;
  }

  /** Keeps nothing of a session, nor of its requests. */
  void forget(String key) {
    remove(states, key);
    books.forgetRuns(key);
    forgetReceipts(key, Long.MAX_VALUE);
  }

  /** The first word of a request stands: a record that the log holds twice tells nothing new. */
  void putReceipt(String organizationId, String receiptId, ReceiptTrace trace) {
    String key = organizationId + "|" + receiptId;
    boolean allNew = trace.duplicates() == 0 && !trace.eventIds().isEmpty();
    if (allNew) {
      // Had the record been there before, its events had been as well: there is nothing to look up.
      receipts.put(key, trace);
    } else {
      receipts.putIfAbsent(key, trace);
    }
  }

  /** Forgets what was taken in for a session up to this time. */
  void forgetReceipts(String key, long upTo) {
    int split = key.indexOf('|');
    String beginning =
        key.substring(0, split + 1)
            + ReceiptIds.beginning(key.substring(0, split), key.substring(split + 1));
    List<String> found = new ArrayList<>();
    // Receipts go on with hexadecimal digits.
    try (KeyValueIterator<String, ReceiptTrace> all = receipts.range(beginning, beginning + "g")) {
      while (all.hasNext()) {
        KeyValue<String, ReceiptTrace> entry = all.next();
        if (entry.value.at() <= upTo) {
          found.add(entry.key);
        }
      }
    }
    found.forEach(receipt -> remove(receipts, receipt));
  }

  /** Forgets all receipts of an organization, of requests without a session too. */
  void forgetReceiptsOf(String organizationId) {
    List<String> found = new ArrayList<>();
    try (KeyValueIterator<String, ReceiptTrace> all =
        receipts.range(organizationId + "|", organizationId + "}")) {
      all.forEachRemaining(entry -> found.add(entry.key));
    }
    found.forEach(receipt -> remove(receipts, receipt));
  }

  void putChunk(String key, int number, byte[] events) {
    chunks.put(chunkKey(key, number), events);
  }

  List<WebEvent> events(String key, int count) {
    List<WebEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.addAll(json.readValue(chunks.get(chunkKey(key, i)), EVENTS));
    }
    return events;
  }

  void dropChunks(String key, int count) {
    for (int i = 0; i < count; i++) {
      remove(chunks, chunkKey(key, i));
    }
  }

  void wakeAt(long time, String key) {
    firstWakeUp = Math.min(firstWakeUp, time);
    wakeUps.put(wakeUpKey(time, key), new byte[0]);
  }

  /** Takes at most {@code limit} wake-ups up to this time out of the index; each session once. */
  List<String> due(long now, int limit) {
    List<Bytes> found = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> all =
        wakeUps.range(wakeUpKey(firstWakeUp, ""), wakeUpKey(now + 1, ""))) {
      while (all.hasNext() && found.size() < limit) {
        KeyValue<Bytes, byte[]> entry = all.next();
        found.add(entry.key);
      }
    }
    found.forEach(entry -> remove(wakeUps, entry));
    firstWakeUp = found.size() < limit ? now + 1 : timeOf(found.getLast());
    return found.stream().map(SessionStores::sessionOf).distinct().toList();
  }

  /** Deleting would first read what is deleted. */
  @SuppressWarnings("NullAway") // null is how a store is told to forget
  private static <K> void remove(KeyValueStore<K, ?> store, K key) {
    store.put(key, null);
  }

  private static String chunkKey(String key, int number) {
    return key + "#" + String.format(Locale.ROOT, "%05d", number);
  }

  private static long timeOf(Bytes wakeUp) {
    return ByteBuffer.wrap(wakeUp.get()).getLong();
  }

  private static Bytes wakeUpKey(long time, String key) {
    byte[] name = key.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(Long.BYTES + name.length).putLong(time).put(name).array());
  }

  private static String sessionOf(Bytes wakeUp) {
    byte[] bytes = wakeUp.get();
    return new String(Arrays.copyOfRange(bytes, Long.BYTES, bytes.length), StandardCharsets.UTF_8);
  }
}
