package dev.crow.webingest.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureDone;
import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import dev.crow.contracts.interaction.v1.SessionSettled;
import dev.crow.contracts.interaction.v1.SessionSettled.Outcome;
import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.contracts.web.v1.SessionContext;
import dev.crow.contracts.web.v1.WebEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/** Drives the session topology by hand: its own clock, its own visitors. */
final class SessionDriver implements AutoCloseable {

  private static final LedgerProperties LEDGER =
      new LedgerProperties(Duration.ofDays(8), Duration.ofMinutes(5));
  private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");

  private final JsonMapper json = JsonMapper.builder().build();
  private final Random random = new Random(7);
  private final Path folder = folder();
  private final TopologyTestDriver driver;
  private final TestInputTopic<String, byte[]> input;
  private final TestOutputTopic<String, byte[]> output;
  private final TestOutputTopic<String, byte[]> deadLetters;
  private final TestOutputTopic<String, byte[]> answers;
  private final List<SessionClosed> all = new ArrayList<>();
  private Instant now = START;
  private String organization = "org";
  private Map<String, Integer> refused = Map.of();
  private String lastReceipt = "";
  private @Nullable TestRecord<String, byte[]> lastRecord;

  SessionDriver() {
    SessionProperties properties =
        new SessionProperties(
            true,
            Duration.ofHours(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            10,
            1_000_000,
            Duration.ofHours(24),
            Duration.ofSeconds(1),
            1,
            null,
            null);
    Properties config = new Properties();
    config.put("application.id", "sessions-under-test");
    config.put("bootstrap.servers", "unused:1");
    // The default is one folder for all test runs of this machine.
    config.put("state.dir", folder.toString());
    driver =
        new TopologyTestDriver(
            SessionTopology.of(properties, LEDGER, new SessionClock(), json), config, START);
    input =
        driver.createInputTopic(
            Topics.WEB_EVENTS, new StringSerializer(), new ByteArraySerializer());
    output =
        driver.createOutputTopic(
            Topics.INTERACTION_QUEUE, new StringDeserializer(), new ByteArrayDeserializer());
    answers =
        driver.createOutputTopic(
            Topics.IDENTITY_EVENTS, new StringDeserializer(), new ByteArrayDeserializer());
    deadLetters =
        driver.createOutputTopic(
            Topics.deadLettersOf(Topics.WEB_EVENTS),
            new StringDeserializer(),
            new ByteArrayDeserializer());
  }

  SessionDriver as(String organizationId) {
    organization = organizationId;
    return this;
  }

  SessionDriver passes(Duration time) {
    now = now.plus(time);
    return this;
  }

  void tick() {
    input.pipeInput(
        SessionInput.TICK_KEY, "tick".getBytes(StandardCharsets.UTF_8), now.toEpochMilli());
  }

  WebEvent event(String type) {
    return eventAt(type, now.toEpochMilli() - START.toEpochMilli());
  }

  WebEvent eventAt(String type, long millis) {
    return new WebEvent(
        new UUID(random.nextLong(), random.nextLong()).toString(),
        type,
        START.plusMillis(millis),
        "https://shop.example/",
        null,
        null,
        Map.of("n", 1),
        List.of());
  }

  void events(String session, WebEvent... events) {
    pipe(session, null, null, false, events);
  }

  void eventsWithGap(String session, int seconds, WebEvent... events) {
    pipe(session, null, seconds, false, events);
  }

  void start(String session, SessionContext context) {
    pipe(session, context, null, false);
  }

  void end(String session) {
    pipe(session, null, null, true);
  }

  /** The next request holds as many more, which were refused. */
  SessionDriver refusing(String reason, int events) {
    refused = Map.of(reason, events);
    return this;
  }

  /** As word from behind leaves it in the partition of the session. */
  void settle(SessionClosed session, Outcome outcome) {
    SessionSettled settled =
        new SessionSettled(
            session.organizationId(),
            session.source(),
            session.sessionId(),
            session.run(),
            session.version(),
            outcome,
            "interaction-of-" + session.sessionId(),
            now);
    RecordHeaders headers = new RecordHeaders();
    SettledMark.putOn(headers);
    input.pipeInput(
        new TestRecord<>(
            session.organizationId() + "|" + session.sessionId(),
            json.writeValueAsBytes(settled),
            headers,
            now));
  }

  String lastReceipt() {
    return lastReceipt;
  }

  boolean hasReceipt(String id) {
    return trace(id) != null;
  }

  private @Nullable ReceiptTrace trace(String id) {
    return driver
        .<String, ReceiptTrace>getKeyValueStore(SessionStores.RECEIPTS)
        .get(organization + "|" + id);
  }

  TracedReceipt receipt(String id) {
    ReceiptTrace trace = Objects.requireNonNull(trace(id));
    ToldRun run =
        driver
            .<String, ToldRun>getKeyValueStore(LedgerBooks.RUNS)
            .get(LedgerBooks.runKey(organization + "|" + trace.sessionId(), trace.run()));
    return TracedReceipt.of(trace, run == null ? ToldRun.NONE : run);
  }

  /** What became of the events that arrived in each minute since the start. */
  Map<Integer, LedgerEntry> minutes() {
    return minutesOf(organization);
  }

  LedgerEntry minute(int number) {
    return minutes().getOrDefault(number, LedgerEntry.NONE);
  }

  /** What waits for word, by the minute it was sent on. */
  Map<Integer, LedgerEntry> waiting() {
    return minutesOf(LedgerBooks.WAITING);
  }

  private Map<Integer, LedgerEntry> minutesOf(String key) {
    Map<Integer, LedgerEntry> found = new TreeMap<>();
    try (WindowStoreIterator<LedgerEntry> all =
        driver
            .<String, LedgerEntry>getWindowStore(LedgerBooks.MINUTES)
            .fetch(key, Instant.EPOCH, Instant.ofEpochMilli(Long.MAX_VALUE))) {
      all.forEachRemaining(
          entry ->
              found.put(
                  EventMinutes.minuteOf(entry.key) - EventMinutes.minuteOf(START.toEpochMilli()),
                  entry.value));
    }
    return found;
  }

  /** As an order to erase leaves it in each partition. */
  void erase(Scope scope, String subject) {
    ErasureMark mark =
        new ErasureMark("order-" + subject, organization, "run", scope, subject, 1, Map.of());
    input.pipeInput(ErasureMark.KEY, json.writeValueAsBytes(mark), now.toEpochMilli());
  }

  List<ErasureDone> erasuresDone() {
    return answers.readValuesToList().stream()
        .map(bytes -> (ErasureDone) json.readValue(bytes, IdentityEvent.class))
        .toList();
  }

  /** Everything the state stores hold, as text. */
  String everythingKept() {
    StringBuilder all = new StringBuilder();
    for (String store :
        List.of(
            SessionStores.STATES,
            SessionStores.CHUNKS,
            SessionStores.ERASURES,
            SessionStores.RECEIPTS,
            LedgerBooks.RUNS)) {
      try (var entries = driver.getKeyValueStore(store).all()) {
        entries.forEachRemaining(
            entry ->
                all.append(entry.key)
                    .append(' ')
                    .append(
                        entry.value instanceof byte[] bytes
                            ? new String(bytes, StandardCharsets.ISO_8859_1)
                            : entry.value)
                    .append('\n'));
      }
    }
    return all.toString();
  }

  /** How many event ids sessions have no room for themselves. */
  int idsOutside() {
    int count = 0;
    try (var all = driver.getWindowStore(SessionStores.MORE_IDS).all()) {
      while (all.hasNext()) {
        all.next();
        count++;
      }
    }
    return count;
  }

  void garbage(String value) {
    input.pipeInput("org|x", value.getBytes(StandardCharsets.UTF_8), now.toEpochMilli());
  }

  private void pipe(
      String session,
      @Nullable SessionContext context,
      @Nullable Integer gap,
      boolean ends,
      WebEvent... events) {
    SessionInput value =
        new SessionInput(
            organization,
            session,
            ReceiptIds.next(organization, session),
            context,
            gap,
            List.of(events),
            refused,
            0,
            ends);
    refused = Map.of();
    lastReceipt = value.receiptId();
    lastRecord = new TestRecord<>(value.key(), json.writeValueAsBytes(value), now);
    input.pipeInput(lastRecord);
  }

  /** As a producer leaves it that did not hear that its record was written. */
  void lastRecordAgain() {
    input.pipeInput(Objects.requireNonNull(lastRecord));
  }

  List<SessionClosed> closed() {
    List<SessionClosed> fresh =
        output.readValuesToList().stream()
            .map(bytes -> json.readValue(bytes, SessionClosed.class))
            .toList();
    all.addAll(fresh);
    return fresh;
  }

  SessionClosed onlyClosed() {
    List<SessionClosed> closed = closed();
    assertThat(closed).hasSize(1);
    return closed.getFirst();
  }

  /** Of each run the newest version, as a reader of the topic ends up with. */
  List<SessionClosed> newestVersions() {
    closed();
    Map<String, SessionClosed> newest = new LinkedHashMap<>();
    all.forEach(c -> newest.put(c.organizationId() + c.sessionId() + c.run(), c));
    return List.copyOf(newest.values());
  }

  List<String> deadLetters() {
    return deadLetters.readValuesToList().stream()
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .toList();
  }

  LedgerEntry ledger() {
    LedgerEntry entry =
        driver.<String, LedgerEntry>getKeyValueStore(LedgerBooks.TOTALS).get(organization);
    return entry == null ? LedgerEntry.NONE : entry;
  }

  @Nullable SessionState state(String session) {
    return driver
        .<String, SessionState>getKeyValueStore(SessionStores.STATES)
        .get(organization + "|" + session);
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("sessions");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.close();
    try {
      FileSystemUtils.deleteRecursively(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
