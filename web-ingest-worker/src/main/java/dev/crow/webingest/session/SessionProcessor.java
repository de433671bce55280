package dev.crow.webingest.session;

import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import dev.crow.contracts.interaction.v1.SessionSettled;
import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.contracts.web.v1.SessionClosed.Reason;
import dev.crow.contracts.web.v1.SessionContext;
import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.events.EventHeaders;
import dev.crow.webingest.session.SessionState.Phase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Forms sessions. All decisions rest on the records themselves, events and ticks alike, and on the
 * {@link PartitionTime} they tell, so a replay after a crash, a long outage or a change of a clock
 * decides the same. Runs exactly once: state, output and input position change together.
 */
final class SessionProcessor implements Processor<String, byte[], String, byte[]> {

  /**
   * Most sessions one tick closes; the rest close with the next, so a backlog cannot stall the
   * poll.
   */
  private static final int DUE_PER_TICK = 2_000;

  private final SessionProperties properties;
  private final LedgerProperties ledger;
  private final SessionClock clock;
  private final JsonMapper json;
  private @Nullable ProcessorContext<String, byte[]> context;
  private @Nullable SessionStores stores;

  SessionProcessor(
      SessionProperties properties, LedgerProperties ledger, SessionClock clock, JsonMapper json) {
    this.properties = properties;
    this.ledger = ledger;
    this.clock = clock;
    this.json = json;
  }

  @Override
  public void init(ProcessorContext<String, byte[]> processorContext) {
    context = processorContext;
    stores = SessionStores.of(processorContext, json);
    clock.begin(processorContext.taskId().partition());
  }

  @Override
  public void close() {
    if (context != null) {
      clock.end(context.taskId().partition());
    }
  }

  @Override
  public void process(Record<String, byte[]> record) {
    PartitionTime time = stores().time().at(record.timestamp(), SenderMark.on(record.headers()));
    stores().putTime(time);
    long now = time.now();
    clock.saw(context().taskId().partition(), time.told());
    if (SessionInput.TICK_KEY.equals(record.key())) {
      stores().due(now, DUE_PER_TICK).forEach(due -> settle(due, now));
      return;
    }
    if (ErasureMark.KEY.equals(record.key())) {
      ErasureMark mark = read(record, ErasureMark.class);
      if (mark != null) {
        erase(mark, now);
      }
      return;
    }
    if (SettledMark.isOn(record.headers())) {
      SessionSettled settled = read(record, SessionSettled.class);
      if (settled != null) {
        stores().books().settle(settled);
      }
      return;
    }
    SessionInput input = read(record, SessionInput.class);
    if (input != null && !stores().erased().coversOrganization(input.organizationId())) {
      accept(input, now);
    }
  }

  /** What it answers names counts only; the subject stays out of every topic it writes to. */
  private void erase(ErasureMark mark, long now) {
    stores().erased().add(mark);
    if (mark.scope() == Scope.ORGANIZATION) {
      stores().books().forget(mark.organizationId());
      stores().forgetReceiptsOf(mark.organizationId());
    }
    int sessions = 0;
    int events = 0;
    for (var session : stores().sessionsOf(mark.organizationId()).entrySet()) {
      String key = session.getKey();
      SessionState state = session.getValue();
      switch (mark.scope()) {
        case ORGANIZATION -> {
          stores().dropChunks(key, state.chunks());
          forget(key, state);
        }
        case VISITOR -> {
          if (!stores().erased().covers(mark.organizationId(), state.context())) {
            continue;
          }
          drop(mark.organizationId(), key, state, now);
        }
        case USER -> {
          continue;
        }
      }
      sessions++;
      events += state.chunks() == 0 ? 0 : state.events();
    }
    int partition = context().recordMetadata().map(RecordMetadata::partition).orElse(0);
    ErasedPart part = new ErasedPart(mark.withoutSubject(), partition, sessions, events);
    context()
        .forward(
            new Record<>(mark.orderId(), json.writeValueAsBytes(part), told(now)),
            SessionTopology.ERASED_PARTS);
  }

  /**
   * Keeps nothing of a session but that it was erased; without this its next events, which need not
   * name the visitor again, would look like somebody else's.
   */
  private void drop(String organizationId, String key, SessionState state, long now) {
    stores().dropChunks(key, state.chunks());
    forgetMoreIds(key, state);
    stores().forgetReceipts(key, Long.MAX_VALUE);
    SessionState erased = state.erased(now);
    stores().put(key, erased);
    stores().wakeAt(forgetAt(erased), key);
    stores().books().countEach(organizationId, state.pending().counts(), LedgerEntry::erased);
  }

  private void forget(String key, SessionState state) {
    forgetMoreIds(key, state);
    stores().forget(key);
  }

  private void forgetMoreIds(String key, SessionState state) {
    if (state.ids().isFull()) {
      stores().moreIds().forget(key);
    }
  }

  private long forgetAt(SessionState state) {
    return state.idleAt() + properties.rememberIds().toMillis();
  }

  /** Nothing that comes later could be counted any more. */
  private long giveUpAt(SessionState state) {
    return state.idleAt() + ledger.keep().toMillis();
  }

  private boolean isErased(SessionInput input, @Nullable SessionState state) {
    if (state != null && state.phase() == Phase.ERASED) {
      return true;
    }
    SessionContext known = state == null ? SessionContext.EMPTY : state.context();
    return stores().erased().covers(input.organizationId(), known)
        || (input.context() != null
            && stores().erased().covers(input.organizationId(), input.context()));
  }

  private void refuse(SessionInput input, @Nullable SessionState state, long now) {
    SessionState known =
        state == null ? SessionState.first(now, gapOf(input, properties.gap().toMillis())) : state;
    drop(input.organizationId(), input.key(), known, now);
    stores()
        .books()
        .count(
            input.organizationId(),
            told(now),
            received(input, 0).plus(LedgerEntry.erased(input.events().size())));
  }

  /** What the request brought; of its events so many had been there before. */
  private static LedgerEntry received(SessionInput input, int repeated) {
    return LedgerEntry.received(
        input.events().size() + input.repeated(), repeated + input.repeated(), input.refused());
  }

  private void accept(SessionInput input, long now) {
    String key = input.key();
    SessionState state = stores().state(key);
    if (state != null && state.phase() == Phase.ERASED && now >= forgetAt(state)) {
      stores().forget(key);
      state = null;
    }
    if (isErased(input, state)) {
      refuse(input, state, now);
      return;
    }
    if (state != null && state.phase() != Phase.CLOSED && now >= state.idleAt()) {
      // Its tick is still behind us in the log; the gap is over all the same.
      state = letGo(key, state, Reason.IDLE, now);
      stores().put(key, state);
    }
    List<WebEvent> fresh = fresh(key, input.events(), state);
    int repeated = input.events().size() - fresh.size();
    stores().books().count(input.organizationId(), told(now), received(input, repeated));
    if (state == null || state.phase() == Phase.CLOSED) {
      if (fresh.isEmpty() && input.context() == null) {
        remember(input, 0, 0, repeated, fresh, now);
        if (state == null) {
          stores().wakeAt(now + properties.rememberIds().toMillis(), key);
        }
        return;
      }
      state =
          state == null
              ? SessionState.first(now, properties.gap().toMillis())
              : state.nextRun(now, state.gapMillis());
      stores().wakeAt(now + gapOf(input, state.gapMillis()), key);
      tellOpened(input, state.run(), now);
    }
    state = append(key, state, fresh, repeated, now);
    remember(input, state.run(), state.version() + 1, repeated, fresh, now);
    state = state.active(now, gapOf(input, state.gapMillis()), merge(state, input));
    if (input.ends()) {
      state = end(key, state, now);
    } else if (state.phase() == Phase.ENDED && state.hasNews()) {
      stores().wakeAt(amendAt(state), key);
    }
    stores().put(key, state);
  }

  private void remember(
      SessionInput input, int run, int version, int repeated, List<WebEvent> fresh, long now) {
    stores()
        .putReceipt(
            input.organizationId(),
            input.receiptId(),
            new ReceiptTrace(
                input.sessionId(),
                fresh.isEmpty() ? 0 : run,
                fresh.isEmpty() ? 0 : version,
                told(now),
                repeated + input.repeated(),
                input.refused(),
                fresh.stream().map(WebEvent::eventId).toList()));
  }

  private void tellOpened(SessionInput input, int run, long now) {
    SessionOpened opened =
        new SessionOpened(
            input.organizationId(), input.sessionId(), run, Instant.ofEpochMilli(told(now)));
    RecordHeaders headers = new RecordHeaders();
    headers.add(EventHeaders.ID, utf8(input.key() + "|" + run));
    headers.add(EventHeaders.ORGANIZATION, utf8(input.organizationId()));
    context()
        .forward(
            new Record<>(input.key(), json.writeValueAsBytes(opened), told(now), headers),
            SessionTopology.OPENED_SESSIONS);
  }

  private SessionState append(
      String key, SessionState present, List<WebEvent> fresh, int repeated, long now) {
    if (fresh.isEmpty()) {
      return present.appended(0, 0, repeated, present.ids(), told(now));
    }
    byte[] chunk = json.writeValueAsBytes(fresh);
    SessionState state = present;
    boolean full =
        state.events() > 0
            && (state.events() + fresh.size() > properties.maxEvents()
                || state.bytes() + chunk.length > properties.maxBytes());
    if (full) {
      state = letGo(key, state, Reason.FULL, now).nextRun(now, state.gapMillis());
    }
    stores().putChunk(key, state.chunks(), chunk);
    List<UUID> ids = uuids(fresh);
    stores().moreIds().add(key, state.ids().crowdedOutBy(ids), now);
    return state.appended(fresh.size(), chunk.length, repeated, state.ids().plus(ids), told(now));
  }

  /**
   * The sender says the session is over: tell at once the first time, later only after some quiet.
   */
  private SessionState end(String key, SessionState state, long now) {
    if (!state.hasNews()) {
      return state;
    }
    if (state.version() == 0) {
      return emit(key, state, Reason.ENDED, now, Phase.ENDED);
    }
    stores().wakeAt(amendAt(state), key);
    return state;
  }

  /** Does what is due for a session at this time, and asks to be woken for what comes next. */
  private void settle(String key, long now) {
    SessionState state = stores().state(key);
    if (state == null) {
      stores().forgetReceipts(key, told(now) - properties.rememberIds().toMillis());
      return;
    }
    switch (state.phase()) {
      case CLOSED, ERASED -> {
        boolean over = now >= forgetAt(state);
        if (over && stores().books().isWaiting(key) && now < giveUpAt(state)) {
          stores().wakeAt(now + properties.rememberIds().toMillis(), key);
        } else if (over) {
          forget(key, state);
        } else {
          stores().wakeAt(forgetAt(state), key);
        }
      }
      case OPEN, ENDED -> {
        if (now >= state.idleAt()) {
          stores().put(key, letGo(key, state, idleReason(state), now));
          stores().wakeAt(forgetAt(state), key);
        } else if (state.phase() == Phase.ENDED && state.hasNews() && now >= amendAt(state)) {
          stores().put(key, emit(key, state, Reason.ENDED, now, Phase.ENDED));
          stores().wakeAt(state.idleAt(), key);
        } else {
          stores().wakeAt(nextLook(state), key);
        }
      }
    }
  }

  private static Reason idleReason(SessionState state) {
    return state.phase() == Phase.ENDED ? Reason.ENDED : Reason.IDLE;
  }

  private long nextLook(SessionState state) {
    boolean amends = state.phase() == Phase.ENDED && state.hasNews();
    return amends ? amendAt(state) : state.idleAt();
  }

  private long amendAt(SessionState state) {
    return Math.min(state.idleAt(), state.lastAt() + properties.amendAfter().toMillis());
  }

  /** Emits what is news and drops the events; the ids stay. */
  private SessionState letGo(String key, SessionState state, Reason reason, long now) {
    SessionState last = state.hasNews() ? emit(key, state, reason, now, Phase.CLOSED) : state;
    stores().dropChunks(key, last.chunks());
    return last.closed();
  }

  private SessionState emit(String key, SessionState state, Reason reason, long now, Phase next) {
    int split = key.indexOf('|');
    List<WebEvent> events = stores().events(key, state.chunks());
    SessionState emitted = state.emittedAs(next);
    SessionClosed closed =
        SessionClosedFactory.of(
            key.substring(0, split), key.substring(split + 1), emitted, reason, events, told(now));
    RecordHeaders headers = new RecordHeaders();
    headers.add(EventHeaders.ID, utf8(key + "|" + emitted.run() + "|" + emitted.version()));
    headers.add(EventHeaders.ORGANIZATION, utf8(closed.organizationId()));
    context()
        .forward(
            new Record<>(key, json.writeValueAsBytes(closed), told(now), headers),
            SessionTopology.CLOSED_SESSIONS);
    stores().books().told(closed, state.pending(), told(now));
    return emitted;
  }

  private List<WebEvent> fresh(String key, List<WebEvent> events, @Nullable SessionState state) {
    List<WebEvent> fresh = new ArrayList<>(events.size());
    Set<String> here = new HashSet<>();
    for (WebEvent event : events) {
      if (!isSeen(key, UUID.fromString(event.eventId()), state) && here.add(event.eventId())) {
        fresh.add(event);
      }
    }
    return fresh;
  }

  private boolean isSeen(String key, UUID id, @Nullable SessionState state) {
    return state != null
        && (state.ids().contains(id)
            || (state.ids().isFull() && stores().moreIds().contains(key, id)));
  }

  private long gapOf(SessionInput input, long present) {
    if (input.idleTimeoutSeconds() == null) {
      return present;
    }
    long asked = input.idleTimeoutSeconds() * 1000L;
    return Math.clamp(asked, properties.shortestGap().toMillis(), properties.gap().toMillis());
  }

  private static SessionContext merge(SessionState state, SessionInput input) {
    return input.context() == null ? state.context() : state.context().mergedWith(input.context());
  }

  /** What cannot be read goes to the dead letters. */
  private <T> @Nullable T read(Record<String, byte[]> record, Class<T> type) {
    try {
      if (record.value() != null) {
        return json.readValue(record.value(), type);
      }
    } catch (JacksonException e) {
      record.headers().add(EventHeaders.REASON, utf8("payload: " + e.getClass().getSimpleName()));
    }
    context().forward(record.withHeaders(record.headers()), SessionTopology.DEAD_LETTERS);
    return null;
  }

  private static List<UUID> uuids(List<WebEvent> events) {
    return events.stream().map(e -> UUID.fromString(e.eventId())).toList();
  }

  /** For records, books and receipts, which are read beside other clocks. */
  private long told(long now) {
    return now + stores().time().ahead();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private ProcessorContext<String, byte[]> context() {
    return java.util.Objects.requireNonNull(context, "not initialised");
  }

  private SessionStores stores() {
    return java.util.Objects.requireNonNull(stores, "not initialised");
  }
}
