package dev.crow.demo.driver;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * The sender's account of what the suite acknowledged. Every event sent is in exactly one of {@link
 * #acknowledged}, {@link #refused} and {@link #failed}. Thread-safe; may be read while sending.
 */
public final class Ledger {

  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Set<String> duplicates = ConcurrentHashMap.newKeySet();
  private final Map<String, String> refused = new ConcurrentHashMap<>();
  private final Set<String> failed = ConcurrentHashMap.newKeySet();
  private final Set<String> receipts = ConcurrentHashMap.newKeySet();
  private final Set<String> incompleteSessions = ConcurrentHashMap.newKeySet();
  private final Map<Integer, LongAdder> answers = new ConcurrentSkipListMap<>();
  private final LongAdder brokenConnections = new LongAdder();
  private final LongAdder retries = new LongAdder();
  private final LongAdder sessions = new LongAdder();
  private final AtomicBoolean keyRefused = new AtomicBoolean();

  Ledger() {}

  /** {@return ids of the events the suite said it holds, duplicates included} */
  public Set<String> acknowledged() {
    return Set.copyOf(acknowledged);
  }

  /**
   * {@return ids of the acknowledged events the suite had held before, usually because an earlier
   * answer was lost}
   */
  public Set<String> duplicates() {
    return Set.copyOf(duplicates);
  }

  /** {@return ids of the events the suite will not take, each with its reason} */
  public Map<String, String> refused() {
    return Map.copyOf(refused);
  }

  /** {@return ids of the events without any answer for good; the suite may hold them or not} */
  public Set<String> failed() {
    return Set.copyOf(failed);
  }

  /** {@return ids of the receipts of all acknowledged batches} */
  public Set<String> receipts() {
    return Set.copyOf(receipts);
  }

  /** {@return ids of the sessions whose start or end the suite did not take} */
  public Set<String> incompleteSessions() {
    return Set.copyOf(incompleteSessions);
  }

  /** {@return number of answers by HTTP status, retries included} */
  public Map<Integer, Long> answers() {
    Map<Integer, Long> counted = new TreeMap<>();
    answers.forEach((status, count) -> counted.put(status, count.sum()));
    return counted;
  }

  /** {@return requests that ended without an answer} */
  public long brokenConnections() {
    return brokenConnections.sum();
  }

  /** {@return requests that were repeated} */
  public long retries() {
    return retries.sum();
  }

  /** {@return sessions dealt with, in full or not} */
  public long sessions() {
    return sessions.sum();
  }

  /** {@return whether the suite does not know the key, or it may not write} */
  public boolean keyRefused() {
    return keyRefused.get();
  }

  /** {@return these numbers at this moment} */
  public Counts counts() {
    return new Counts(sessions.sum(), acknowledged.size(), refused.size(), failed.size());
  }

  void acknowledged(String eventId, boolean duplicate) {
    acknowledged.add(eventId);
    if (duplicate) {
      duplicates.add(eventId);
    }
  }

  void refused(String eventId, String reason) {
    refused.put(eventId, reason);
  }

  void failed(List<String> eventIds) {
    failed.addAll(eventIds);
  }

  void receipt(String receiptId) {
    receipts.add(receiptId);
  }

  void incomplete(String sessionId) {
    incompleteSessions.add(sessionId);
  }

  void answered(int status) {
    answers.computeIfAbsent(status, _ -> new LongAdder()).increment();
    if (status == 401 || status == 403) {
      keyRefused.set(true);
    }
  }

  void brokenConnection() {
    brokenConnections.increment();
  }

  void retried() {
    retries.increment();
  }

  void sessionDone() {
    sessions.increment();
  }

  /**
   * How far the sending is.
   *
   * @param sessions dealt with
   * @param acknowledged events
   * @param refused events
   * @param failed events
   */
  public record Counts(long sessions, long acknowledged, long refused, long failed) {}
}
