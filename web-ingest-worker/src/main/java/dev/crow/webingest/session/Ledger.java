package dev.crow.webingest.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;

/**
 * Reads the books and receipts of the partitions this instance works on. Every question is answered
 * with a {@link NotRestoredException} while they are being restored.
 */
public final class Ledger {

  private final SessionStreams streams;
  private final SessionClock clock;

  Ledger(SessionStreams streams, SessionClock clock) {
    this.streams = streams;
    this.clock = clock;
  }

  /**
   * @param organizationId whose
   * @return all that ever happened
   */
  public LedgerEntry total(String organizationId) {
    LedgerEntry sum = LedgerEntry.NONE;
    // Each partition has a part of it, and get() would stop at the first.
    try (KeyValueIterator<String, LedgerEntry> parts =
        Ledger.<LedgerEntry>keyValues(streams, LedgerBooks.TOTALS)
            .range(organizationId, organizationId)) {
      while (parts.hasNext()) {
        sum = sum.plus(parts.next().value);
      }
    } catch (InvalidStateStoreException e) {
      throw new NotRestoredException(e);
    }
    return sum;
  }

  /**
   * @return the same of all organizations together, those erased since included
   */
  public LedgerEntry totalOfEverybody() {
    return total(LedgerBooks.EVERYBODY);
  }

  /**
   * @param organizationId whose
   * @param from a minute, inclusive
   * @param to a minute, exclusive
   * @return what became of the events that arrived in each minute; minutes without any are absent
   */
  public SortedMap<Instant, LedgerEntry> minutes(String organizationId, Instant from, Instant to) {
    SortedMap<Instant, LedgerEntry> found = new TreeMap<>();
    ReadOnlyWindowStore<String, LedgerEntry> minutes =
        streams.store(LedgerBooks.MINUTES, QueryableStoreTypes.windowStore());
    try (KeyValueIterator<Windowed<String>, LedgerEntry> parts =
        minutes.fetch(organizationId, organizationId, from, to.minusMillis(1))) {
      parts.forEachRemaining(
          part -> found.merge(part.key.window().startTime(), part.value, LedgerEntry::plus));
    } catch (InvalidStateStoreException e) {
      throw new NotRestoredException(e);
    }
    return found;
  }

  /**
   * @param before a time
   * @return what was sent on earlier and of which no word came, by the minute it was sent on; of
   *     all organizations together
   */
  public SortedMap<Instant, Long> waitingSince(Instant before) {
    SortedMap<Instant, Long> waiting = new TreeMap<>();
    minutes(LedgerBooks.WAITING, Instant.EPOCH, before)
        .forEach((minute, entry) -> waiting.put(minute, entry.waiting()));
    return waiting;
  }

  /**
   * @param now by the same clock as the broker's, near enough
   * @return how far this instance is behind the broker; empty while it has not read from each of
   *     its partitions, or has none
   */
  public Optional<Duration> lag(Instant now) {
    long slowest = clock.slowest();
    return slowest < 0
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(Math.max(0, now.toEpochMilli() - slowest)));
  }

  /**
   * @param organizationId whose
   * @param receiptId of a request
   * @return what became of it; empty if there is no such receipt, or its session was forgotten
   */
  public Optional<TracedReceipt> receipt(String organizationId, String receiptId) {
    try {
      ReceiptTrace trace =
          Ledger.<ReceiptTrace>keyValues(streams, SessionStores.RECEIPTS)
              .get(organizationId + "|" + receiptId);
      if (trace == null) {
        return Optional.empty();
      }
      ToldRun run =
          Ledger.<ToldRun>keyValues(streams, LedgerBooks.RUNS)
              .get(LedgerBooks.runKey(organizationId + "|" + trace.sessionId(), trace.run()));
      return Optional.of(TracedReceipt.of(trace, run == null ? ToldRun.NONE : run));
    } catch (InvalidStateStoreException e) {
      throw new NotRestoredException(e);
    }
  }

  private static <V> ReadOnlyKeyValueStore<String, V> keyValues(
      SessionStreams streams, String store) {
    return streams.store(store, QueryableStoreTypes.keyValueStore());
  }
}
