package dev.crow.webingest.session;

import java.util.HashMap;
import java.util.Map;

/**
 * What became of an organization's events, counted in the same transaction as it happened. Always
 * {@code received = duplicates + closed + erased + open}, where {@code open} are the events of
 * sessions that go on.
 *
 * @param received events accepted at the door
 * @param duplicates those dropped because their id had been seen in the session
 * @param closed those sent on with a closed session, each counted once
 * @param sessions sessions closed, amendments not counted
 * @param erased those that were dropped because their visitor was erased
 * @param refused events refused at the door, by reason; not among the received
 */
public record LedgerEntry(
    long received,
    long duplicates,
    long closed,
    long sessions,
    long erased,
    Map<String, Long> refused) {

  /** Nothing counted. */
  public static final LedgerEntry NONE = new LedgerEntry(0, 0, 0, 0, 0, Map.of());

  /** Copies the reasons. */
  public LedgerEntry {
    refused = Map.copyOf(refused);
  }

  static LedgerEntry received(int events, Map<String, Integer> refused) {
    Map<String, Long> reasons = new HashMap<>();
    refused.forEach((reason, count) -> reasons.put(reason, (long) count));
    return new LedgerEntry(events, 0, 0, 0, 0, reasons);
  }

  static LedgerEntry closed(int events, int sessions) {
    return new LedgerEntry(0, 0, events, sessions, 0, Map.of());
  }

  LedgerEntry plusDuplicates(int more) {
    return new LedgerEntry(received, duplicates + more, closed, sessions, erased, refused);
  }

  LedgerEntry plusErased(int more) {
    return new LedgerEntry(received, duplicates, closed, sessions, erased + more, refused);
  }

  /**
   * @param other counted elsewhere
   * @return both together
   */
  public LedgerEntry plus(LedgerEntry other) {
    Map<String, Long> reasons = new HashMap<>(refused);
    other.refused.forEach((reason, count) -> reasons.merge(reason, count, Long::sum));
    return new LedgerEntry(
        received + other.received,
        duplicates + other.duplicates,
        closed + other.closed,
        sessions + other.sessions,
        erased + other.erased,
        reasons);
  }

  /**
   * @return events of sessions that go on
   */
  public long open() {
    return received - duplicates - closed - erased;
  }
}
