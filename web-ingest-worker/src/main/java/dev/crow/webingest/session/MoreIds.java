package dev.crow.webingest.session;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/**
 * The event ids of very long sessions, beyond what {@link EventIds} holds. Almost no session has
 * any. The store drops whole segments of time by itself, so a session that never ends costs no more
 * than its last days.
 */
final class MoreIds {

  private static final byte[] SEEN = {};

  private final WindowStore<Bytes, byte[]> store;

  MoreIds(WindowStore<Bytes, byte[]> store) {
    this.store = store;
  }

  boolean contains(String key, UUID id) {
    try (WindowStoreIterator<byte[]> found = store.fetch(entry(key, id), 0, Long.MAX_VALUE)) {
      return found.hasNext();
    }
  }

  void add(String key, List<UUID> ids, long now) {
    ids.forEach(id -> store.put(entry(key, id), SEEN, now));
  }

  void forget(String key) {
    List<Windowed<Bytes>> all = new ArrayList<>();
    try (KeyValueIterator<Windowed<Bytes>, byte[]> found =
        store.fetch(entry(key, new UUID(0, 0)), entry(key, new UUID(-1, -1)), 0, Long.MAX_VALUE)) {
      while (found.hasNext()) {
        KeyValue<Windowed<Bytes>, byte[]> entry = found.next();
        all.add(entry.key);
      }
    }
    all.forEach(entry -> store.put(entry.key(), null, entry.window().start()));
  }

  private static Bytes entry(String key, UUID id) {
    return Bytes.wrap((key + "#" + id).getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
