package dev.crow.webingest.session;

import java.util.HashMap;
import java.util.Map;

/**
 * What became of events, counted in the same transaction as it happened. Always {@code received =
 * duplicates + erased + open + waiting + stored + forgotten}, of which {@link #open} and {@link
 * #waiting} are in flight.
 *
 * @param received events accepted at the door
 * @param duplicates those dropped because their id had been seen in the session
 * @param closed those sent on with a closed session, each counted once
 * @param sessions sessions closed, amendments not counted
 * @param erased those that were dropped from their session because their visitor was erased
 * @param stored of the closed ones, those whose interaction is recorded
 * @param forgotten of the closed ones, those dropped behind us because their visitor was erased
 * @param refused events refused at the door, by reason; not among the received
 */
public record LedgerEntry(
    long received,
    long duplicates,
    long closed,
    long sessions,
    long erased,
    long stored,
    long forgotten,
    Map<String, Long> refused) {

  /** Nothing counted. */
  public static final LedgerEntry NONE = new LedgerEntry(0, 0, 0, 0, 0, 0, 0, Map.of());

  /** Copies the reasons. */
  public LedgerEntry {
    refused = Map.copyOf(refused);
  }

  static LedgerEntry received(int events, int duplicates, Map<String, Integer> refused) {
    Map<String, Long> reasons = new HashMap<>();
    refused.forEach((reason, count) -> reasons.put(reason, (long) count));
    return new LedgerEntry(events, duplicates, 0, 0, 0, 0, 0, reasons);
  }

  static LedgerEntry closed(int events) {
    return new LedgerEntry(0, 0, events, 0, 0, 0, 0, Map.of());
  }

  static LedgerEntry sessionClosed() {
    return new LedgerEntry(0, 0, 0, 1, 0, 0, 0, Map.of());
  }

  static LedgerEntry erased(int events) {
    return new LedgerEntry(0, 0, 0, 0, events, 0, 0, Map.of());
  }

  static LedgerEntry stored(int events) {
    return new LedgerEntry(0, 0, 0, 0, 0, events, 0, Map.of());
  }

  static LedgerEntry forgotten(int events) {
    return new LedgerEntry(0, 0, 0, 0, 0, 0, events, Map.of());
  }

  /**
   * @param other counted elsewhere
   * @return both together
   */
  public LedgerEntry plus(LedgerEntry other) {
    return new LedgerEntry(
        received + other.received,
        duplicates + other.duplicates,
        closed + other.closed,
        sessions + other.sessions,
        erased + other.erased,
        stored + other.stored,
        forgotten + other.forgotten,
        merged(other.refused));
  }

  private Map<String, Long> merged(Map<String, Long> others) {
    if (others.isEmpty()) {
      return refused;
    }
    Map<String, Long> reasons = new HashMap<>(refused);
    others.forEach((reason, count) -> reasons.merge(reason, count, Long::sum));
    return reasons;
  }

  /**
   * @return events of sessions that go on
   */
  public long open() {
    return received - duplicates - closed - erased;
  }

  /**
   * @return events of closed sessions of which it is not known yet what became of them
   */
  public long waiting() {
    return closed - stored - forgotten;
  }

  /**
   * @return events refused at the door, for whatever reason
   */
  public long refusals() {
    return refused.values().stream().mapToLong(Long::longValue).sum();
  }
}
