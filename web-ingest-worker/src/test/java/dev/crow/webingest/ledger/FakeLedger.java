package dev.crow.webingest.ledger;

import dev.crow.webingest.session.Ledger;
import dev.crow.webingest.session.LedgerEntry;
import dev.crow.webingest.session.TracedReceipt;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Books that say what a test wants them to say. */
final class FakeLedger implements Ledger {

  private LedgerEntry total = LedgerEntry.NONE;
  private final SortedMap<Instant, Long> waiting = new TreeMap<>();
  private Optional<Duration> lag = Optional.of(Duration.ZERO);

  FakeLedger counting(long received, long closed, long stored) {
    total = new LedgerEntry(received, 0, closed, 1, 0, stored, 0, Map.of("invalid-event", 2L));
    return this;
  }

  FakeLedger waiting(Instant since, long events) {
    waiting.put(since, events);
    return this;
  }

  FakeLedger behind(Duration time) {
    lag = Optional.of(time);
    return this;
  }

  @Override
  public LedgerEntry total(String organizationId) {
    return total;
  }

  @Override
  public LedgerEntry totalOfEverybody() {
    return total;
  }

  @Override
  public SortedMap<Instant, LedgerEntry> minutes(String organizationId, Instant from, Instant to) {
    return new TreeMap<>();
  }

  @Override
  public SortedMap<Instant, Long> waitingSince(Instant before) {
    return waiting.headMap(before);
  }

  @Override
  public Optional<Duration> lag(Instant now) {
    return lag;
  }

  @Override
  public Optional<TracedReceipt> receipt(String organizationId, String receiptId) {
    return Optional.empty();
  }
}
