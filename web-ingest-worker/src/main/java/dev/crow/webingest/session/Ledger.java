package dev.crow.webingest.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The books and receipts of the partitions this instance works on. Every question is answered with
 * a {@link NotRestoredException} while they are being restored.
 */
public interface Ledger {

  /**
   * @param organizationId whose
   * @return all that ever happened
   */
  LedgerEntry total(String organizationId);

  /**
   * @return the same of all organizations together, those erased since included
   */
  LedgerEntry totalOfEverybody();

  /**
   * @param organizationId whose
   * @param from a minute, inclusive
   * @param to a minute, exclusive
   * @return what became of the events that arrived in each minute; minutes without any are absent
   */
  SortedMap<Instant, LedgerEntry> minutes(String organizationId, Instant from, Instant to);

  /**
   * @param before a time
   * @return events that were sent on in minutes that were over by then, and of which no word came,
   *     by the minute; of all organizations together
   */
  SortedMap<Instant, Long> waitingSince(Instant before);

  /**
   * @param now by the same clock as the broker's, near enough
   * @return how far this instance is behind the broker; empty while it has not read from each of
   *     its partitions, or has none
   */
  Optional<Duration> lag(Instant now);

  /**
   * @param organizationId whose
   * @param receiptId of a request
   * @return what became of it; empty if there is no such receipt, or its session was forgotten
   */
  Optional<TracedReceipt> receipt(String organizationId, String receiptId);
}
