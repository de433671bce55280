package dev.crow.auth.key;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Notes when a key was last used, to the minute and behind the answer. What is waiting is written
 * before the service stops; after a crash the time is at most a minute and one write old.
 */
@Component
class LastUsed implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(LastUsed.class);
  private static final Duration AT_MOST_EVERY = Duration.ofMinutes(1);

  private final KeyStore store;
  private final Clock clock;
  private final Set<String> waiting = ConcurrentHashMap.newKeySet();

  /** One at a time: the database has one writer, and the answers come first. */
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("last-used").factory());

  LastUsed(KeyStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  void note(StoredKey key) {
    Instant now = clock.instant();
    String id = key.details().id();
    Instant last = key.details().lastUsedAt();
    boolean due = last == null || !now.isBefore(last.plus(AT_MOST_EVERY));
    if (due && waiting.add(id)) {
      writer.execute(() -> write(id, now));
    }
  }

  private void write(String id, Instant now) {
    try {
      store.touch(id, now, AT_MOST_EVERY);
    } catch (DataAccessException e) {
      // Only a hint for people; the key's next use tries again.
      log.warn("The last use of key {} could not be noted", id, e);
    } finally {
      waiting.remove(id);
    }
  }

  @Override
  public void close() {
    writer.close();
  }
}
