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

/** Reads the state stores of the partitions this instance works on. */
final class StreamsLedger implements Ledger {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final SessionStreams streams;
  private final SessionClock clock;

  StreamsLedger(SessionStreams streams, SessionClock clock) {
    this.streams = streams;
    this.clock = clock;
  }

  @Override
  public LedgerEntry total(String organizationId) {
    LedgerEntry sum = LedgerEntry.NONE;
    // Each partition has a part of it, and get() would stop at the first.
    try (KeyValueIterator<String, LedgerEntry> parts =
        StreamsLedger.<LedgerEntry>keyValues(streams, LedgerBooks.TOTALS)
            .range(organizationId, organizationId)) {
      while (parts.hasNext()) {
        sum = sum.plus(parts.next().value);
      }
    } catch (InvalidStateStoreException e) {
      throw new NotRestoredException(e);
    }
    return sum;
  }

  @Override
  public LedgerEntry totalOfEverybody() {
    return total(LedgerBooks.EVERYBODY);
  }

  @Override
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

  @Override
  public SortedMap<Instant, Long> waitingSince(Instant before) {
    SortedMap<Instant, Long> waiting = new TreeMap<>();
    minutes(LedgerBooks.WAITING, Instant.EPOCH, before.minus(MINUTE))
        .forEach((minute, entry) -> waiting.put(minute, entry.waiting()));
    return waiting;
  }

  @Override
  public Optional<Duration> lag(Instant now) {
    long slowest = clock.slowest();
    return slowest < 0
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(Math.max(0, now.toEpochMilli() - slowest)));
  }

  @Override
  public Optional<TracedReceipt> receipt(String organizationId, String receiptId) {
    try {
      ReceiptTrace trace =
          StreamsLedger.<ReceiptTrace>keyValues(streams, SessionStores.RECEIPTS)
              .get(organizationId + "|" + receiptId);
      if (trace == null) {
        return Optional.empty();
      }
      ToldRun run =
          StreamsLedger.<ToldRun>keyValues(streams, LedgerBooks.RUNS)
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
