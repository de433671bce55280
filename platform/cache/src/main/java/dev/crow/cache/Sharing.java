package dev.crow.cache;

import dev.crow.security.SealingKey;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One cache's part of a shared store. Whoever reads the store learns neither what was asked nor
 * what was answered; whoever writes to it cannot make up, move or keep an answer.
 */
final class Sharing<V> {

  private static final Logger log = LoggerFactory.getLogger(Sharing.class);

  /** The form of keys and values, so that a later one can stand beside it. */
  private static final String PREFIX = "crow:cache:1:";

  /** What a store promises to take. */
  private static final int LARGEST = 1 << 20;

  private static final byte ANSWER = 1;
  private static final byte NONE = 0;

  private final String name;
  private final ForgivingStore store;
  private final SealingKey key;
  private final CacheCodec<V> codec;
  private final InstantSource clock;
  private final Forgotten<V> forgotten;

  Sharing(
      CacheSettings<V> settings,
      ForgivingStore store,
      SealingKey key,
      CacheCodec<V> codec,
      InstantSource clock) {
    this.name = settings.name();
    this.store = store;
    this.key = key;
    this.codec = codec;
    this.clock = clock;
    this.forgotten = new Forgotten<>(longest(settings.known(), settings.absent()));
  }

  private static Duration longest(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  Optional<Entry<V>> get(CacheKey asked) {
    String where = where(asked);
    return store
        .get(where)
        .flatMap(hidden -> open(hidden, where))
        .filter(entry -> entry.until().isAfter(clock.instant()))
        .filter(entry -> !forgotten.coversOthers(asked, entry));
  }

  void put(CacheKey asked, Entry<V> entry) {
    Duration keep = Duration.between(clock.instant(), entry.until());
    if (keep.isPositive() && !forgotten.coversOwn(asked, entry)) {
      String where = where(asked);
      byte[] hidden = key.seal(write(entry), where);
      if (hidden.length <= LARGEST) {
        store.put(where, hidden, keep);
      }
    }
  }

  void forget(CacheKey asked) {
    forgotten.add((key, _) -> key.equals(asked), clock.instant());
    store.remove(where(asked));
  }

  void forgetIf(Predicate<V> ended) {
    forgotten.add((_, entry) -> entry.value().filter(ended).isPresent(), clock.instant());
  }

  void forgetAll() {
    forgotten.addAll(clock.instant());
  }

  void forgetOrganization(String organizationId) {
    forgotten.add((key, _) -> key.organizationId().equals(organizationId), clock.instant());
    store.removeAll(of(organizationId));
  }

  private String of(String organizationId) {
    return PREFIX + name + ":" + organizationId + ":";
  }

  private String where(CacheKey asked) {
    String all = String.join("\n", name, asked.organizationId(), asked.name());
    return of(asked.organizationId()) + HexFormat.of().formatHex(key.nameOf(all));
  }

  private byte[] write(Entry<V> entry) {
    byte[] value = entry.value().map(codec::write).orElseGet(() -> new byte[0]);
    return ByteBuffer.allocate(2 * Long.BYTES + 1 + value.length)
        .putLong(entry.asked().toEpochMilli())
        .putLong(entry.until().toEpochMilli())
        .put(entry.value().isPresent() ? ANSWER : NONE)
        .put(value)
        .array();
  }

  private Optional<Entry<V>> open(byte[] hidden, String where) {
    try {
      ByteBuffer clear = ByteBuffer.wrap(key.open(hidden, where));
      Instant asked = Instant.ofEpochMilli(clear.getLong());
      Instant until = Instant.ofEpochMilli(clear.getLong());
      boolean answer = clear.get() == ANSWER;
      byte[] value = new byte[clear.remaining()];
      clear.get(value);
      return Optional.of(
          new Entry<>(answer ? Optional.of(codec.read(value)) : Optional.empty(), asked, until));
    } catch (GeneralSecurityException | RuntimeException e) {
      // Of another key, another version, or not ours at all.
      log.debug("A shared answer is of no use here: {}", e.toString());
      return Optional.empty();
    }
  }
}
