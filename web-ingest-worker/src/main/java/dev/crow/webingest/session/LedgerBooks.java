package dev.crow.webingest.session;

import dev.crow.contracts.interaction.v1.SessionSettled;
import dev.crow.contracts.interaction.v1.SessionSettled.Outcome;
import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.webingest.session.ToldRun.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/**
 * Keeps account of what became of each event: in total, and for the minute in which the event
 * arrived. Part of the processor's memory, so it changes in the same transaction as what it tells
 * of, and a crash leaves both or neither.
 */
final class LedgerBooks {

  static final String TOTALS = "ledger";
  static final String MINUTES = "ledger-minutes";
  static final String RUNS = "told-runs";

  /** All organizations together; no organization is called that. */
  static final String EVERYBODY = "#all";

  /** What waits for word of its interaction, by the minute it was sent on; of everybody. */
  static final String WAITING = "#waiting";

  private final KeyValueStore<String, LedgerEntry> totals;
  private final WindowStore<String, LedgerEntry> minutes;
  private final KeyValueStore<String, ToldRun> runs;

  private LedgerBooks(
      KeyValueStore<String, LedgerEntry> totals,
      WindowStore<String, LedgerEntry> minutes,
      KeyValueStore<String, ToldRun> runs) {
    this.totals = totals;
    this.minutes = minutes;
    this.runs = runs;
  }

  static LedgerBooks of(ProcessorContext<?, ?> context) {
    return new LedgerBooks(
        context.getStateStore(TOTALS), context.getStateStore(MINUTES), context.getStateStore(RUNS));
  }

  /** Counts what happened to events that arrive now. */
  void count(String organizationId, long now, LedgerEntry entry) {
    addToTotals(organizationId, entry);
    addToMinute(organizationId, EventMinutes.minuteOf(now), entry);
  }

  /** Counts what happens now to events that arrived earlier. */
  void countEach(
      String organizationId, Map<Integer, Integer> events, IntFunction<LedgerEntry> fate) {
    events.forEach(
        (minute, count) -> {
          LedgerEntry entry = fate.apply(count);
          addToTotals(organizationId, entry);
          addToMinute(organizationId, minute, entry);
        });
  }

  /**
   * A session is sent on.
   *
   * @param fresh of its events, those that no earlier version of the run held
   */
  void told(SessionClosed session, EventMinutes fresh, long now) {
    String organization = session.organizationId();
    countEach(organization, fresh.counts(), LedgerEntry::closed);
    if (session.version() == 1) {
      addToTotals(organization, LedgerEntry.sessionClosed());
    }
    String key = runKey(organization + "|" + session.sessionId(), session.run());
    ToldRun run = runs.get(key);
    Wait wait = new Wait(session.version(), EventMinutes.minuteOf(now), fresh.counts());
    runs.put(key, (run == null ? ToldRun.NONE : run).sent(wait));
    addWaiting(wait, LedgerEntry::closed);
  }

  /** Word came of a session that was sent on; hearing it again changes nothing. */
  void settle(SessionSettled settlement) {
    String organization = settlement.organizationId();
    String key = runKey(organization + "|" + settlement.sessionId(), settlement.run());
    ToldRun run = runs.get(key);
    if (run == null) {
      return;
    }
    for (Wait wait : run.endedBy(settlement)) {
      countEach(
          organization,
          wait.events(),
          settlement.outcome() == Outcome.RECORDED ? LedgerEntry::stored : LedgerEntry::forgotten);
      addWaiting(wait, LedgerEntry::stored);
    }
    runs.put(key, run.settledBy(settlement));
  }

  /**
   * @param sessionKey of any session
   * @return whether something of it was sent on of which no word came
   */
  boolean isWaiting(String sessionKey) {
    return runsOf(sessionKey + "#", sessionKey + "$").stream()
        .anyMatch(entry -> !entry.value.waits().isEmpty());
  }

  void forgetRuns(String sessionKey) {
    forgetAll(runsOf(sessionKey + "#", sessionKey + "$"));
  }

  /** Forgets an organization; what it added to everybody's totals stays. */
  void forget(String organizationId) {
    List<KeyValue<String, ToldRun>> told = runsOf(organizationId + "|", organizationId + "}");
    // Nobody will be left to hear of these.
    told.forEach(
        entry -> entry.value.waits().forEach(wait -> addWaiting(wait, LedgerEntry::stored)));
    forgetAll(told);
    totals.delete(organizationId);
    List<Long> starts = new ArrayList<>();
    try (WindowStoreIterator<LedgerEntry> all = minutes.fetch(organizationId, 0, Long.MAX_VALUE)) {
      all.forEachRemaining(entry -> starts.add(entry.key));
    }
    starts.forEach(start -> remove(organizationId, start));
  }

  private void forgetAll(List<KeyValue<String, ToldRun>> told) {
    told.forEach(entry -> runs.delete(entry.key));
  }

  private List<KeyValue<String, ToldRun>> runsOf(String from, String to) {
    List<KeyValue<String, ToldRun>> found = new ArrayList<>();
    try (KeyValueIterator<String, ToldRun> all = runs.range(from, to)) {
      all.forEachRemaining(found::add);
    }
    return found;
  }

  private void addWaiting(Wait wait, IntFunction<LedgerEntry> fate) {
    if (wait.total() == 0) {
      return;
    }
    long start = EventMinutes.startOf(wait.minute());
    LedgerEntry present = minutes.fetch(WAITING, start);
    LedgerEntry sum = (present == null ? LedgerEntry.NONE : present).plus(fate.apply(wait.total()));
    // Health looks through all of them: what waits for nothing any more is not there.
    if (sum.waiting() == 0) {
      remove(WAITING, start);
    } else {
      minutes.put(WAITING, sum, start);
    }
  }

  private void addToTotals(String organizationId, LedgerEntry entry) {
    add(organizationId, entry);
    add(EVERYBODY, entry);
  }

  private void add(String whose, LedgerEntry entry) {
    LedgerEntry present = totals.get(whose);
    totals.put(whose, present == null ? entry : present.plus(entry));
  }

  private void addToMinute(String organizationId, int minute, LedgerEntry entry) {
    long start = EventMinutes.startOf(minute);
    LedgerEntry present = minutes.fetch(organizationId, start);
    minutes.put(organizationId, present == null ? entry : present.plus(entry), start);
  }

  @SuppressWarnings("NullAway") // null is how a window store is told to forget
  private void remove(String key, long start) {
    minutes.put(key, null, start);
  }

  static String runKey(String sessionKey, int run) {
    return sessionKey + "#" + String.format(Locale.ROOT, "%08d", run);
  }
}
