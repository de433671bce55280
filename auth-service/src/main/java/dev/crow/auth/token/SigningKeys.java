package dev.crow.auth.token;

import dev.crow.auth.token.SigningKeyStore.Versioned;
import dev.crow.security.InternalTokens;
import io.jsonwebtoken.security.Jwks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The keys behind every internal token: one signs; while it is being replaced, the next one is
 * published already, so that verifiers know it when it begins, or the one before is published
 * still, until its last token has expired. All instances of the service share them: each reads them
 * again when they are asked for, and at most a second after another instance changed them.
 *
 * <p>Whether it is time for a new key is asked when a token is signed or the keys are published.
 */
@Component
class SigningKeys {

  private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);
  private static final Duration READ_AT_MOST_EVERY = Duration.ofSeconds(1);

  /** Where they were kept before several instances could share them. */
  private static final String FILE = "signing-keys.json";

  private final ReentrantLock reading = new ReentrantLock();
  private final SigningKeyStore store;
  private final TokenProperties properties;
  private final Clock clock;
  private final JsonMapper json;
  private volatile Known known;

  SigningKeys(
      SigningKeyStore store,
      Environment environment,
      TokenProperties properties,
      Clock clock,
      JsonMapper json) {
    this.store = store;
    this.properties = properties;
    this.clock = clock;
    this.json = json;
    Path file =
        Path.of(environment.getProperty("crow.data-dir", "data")).resolve("auth").resolve(FILE);
    begin(file);
    this.known = read();
  }

  private void begin(Path file) {
    try {
      boolean kept = Files.exists(file);
      store.add(
          kept
              ? format(parse(Files.readString(file)))
              : format(List.of(SigningKey.random(clock.instant()))));
      if (kept) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The signing keys in " + file + " cannot be moved", e);
    }
  }

  /** The key to sign with now. */
  SigningKey current() {
    if (!clock.instant().isBefore(known.readAt().plus(READ_AT_MOST_EVERY))) {
      refresh();
    }
    rotateIfDue();
    return current(clock.instant());
  }

  /** Every key that a valid token may be signed with, now or soon. */
  List<SigningKey> published() {
    refresh();
    rotateIfDue();
    Instant now = clock.instant();
    return known.keys().stream().filter(key -> key.isPublished(now)).toList();
  }

  /** Publishes a new key, which signs a little later. Does nothing while one is waiting to. */
  void rotate() {
    Known seen = adopt(read());
    Instant now = clock.instant();
    SigningKey newest = seen.keys().getLast();
    if (newest.signsFrom().isAfter(now)) {
      return;
    }
    Instant takeover = now.plus(properties.publishAhead());
    List<SigningKey> next =
        new ArrayList<>(seen.keys().stream().filter(key -> key.isPublished(now)).toList());
    next.removeLast();
    next.add(newest.until(takeover.plus(properties.longestLifetime()).plus(InternalTokens.LEEWAY)));
    next.add(SigningKey.random(takeover));
    // Where another instance was first, its keys are as good, and a leaked one stays withdrawn.
    save(seen, next);
  }

  /** Ends every token there is: a new key signs at once, and no other is published any more. */
  void replaceAll() {
    List<SigningKey> next = List.of(SigningKey.random(clock.instant()));
    while (!save(read(), next)) {
      log.info("Another instance changed the signing keys at the same time; trying again");
    }
    log.warn("All signing keys were replaced: every internal token has ended");
  }

  private void rotateIfDue() {
    if (!isDue() || !reading.tryLock()) {
      return;
    }
    try {
      rotate();
    } catch (DataAccessException | TransactionException e) {
      // The present key is as good as it was; a full disk must not end all requests.
      log.error("The signing key could not be replaced", e);
    } finally {
      reading.unlock();
    }
  }

  /** What was read before serves while the database is away, and while another thread asks it. */
  private void refresh() {
    if (!reading.tryLock()) {
      return;
    }
    try {
      adopt(read());
    } catch (DataAccessException e) {
      log.warn("The signing keys could not be read again: {}", e.getClass().getSimpleName());
      Known last = known;
      adopt(new Known(last.version(), last.keys(), clock.instant()));
    } finally {
      reading.unlock();
    }
  }

  /** Never goes back: what is read may have been replaced while it was on its way. */
  private synchronized Known adopt(Known next) {
    if (next.version() >= known.version()) {
      known = next;
    }
    return known;
  }

  private Known read() {
    Versioned found =
        store
            .find()
            .orElseThrow(() -> new IllegalStateException("The signing keys are gone; restart"));
    Known last = known;
    return last != null && last.version() == found.version()
        ? new Known(last.version(), last.keys(), clock.instant())
        : new Known(found.version(), parse(found.content()), clock.instant());
  }

  private boolean isDue() {
    return !clock
        .instant()
        .isBefore(known.keys().getLast().signsFrom().plus(properties.rotateEvery()));
  }

  private SigningKey current(Instant now) {
    List<SigningKey> all = known.keys();
    for (SigningKey key : all.reversed()) {
      if (!key.signsFrom().isAfter(now)) {
        return key;
      }
    }
    // Only if the clock was set back.
    return all.getFirst();
  }

  private boolean save(Known seen, List<SigningKey> next) {
    if (!store.replace(seen.version(), format(next))) {
      adopt(read());
      return false;
    }
    adopt(new Known(seen.version() + 1, List.copyOf(next), clock.instant()));
    log.info("Signing keys now are {}", next);
    return true;
  }

  private String format(List<SigningKey> all) {
    return json.writeValueAsString(
        new Stored(
            all.stream()
                .map(
                    key ->
                        new Entry(
                            Jwks.UNSAFE_JSON(key.jwk()), key.signsFrom(), key.publishedUntil()))
                .toList()));
  }

  private List<SigningKey> parse(String text) {
    try {
      List<SigningKey> all =
          json.readValue(text, Stored.class).keys().stream()
              .map(entry -> SigningKey.of(entry.jwk(), entry.signsFrom(), entry.publishedUntil()))
              .toList();
      if (all.isEmpty()) {
        throw new IllegalArgumentException("There are none");
      }
      return all;
    } catch (RuntimeException e) {
      // Without the cause: messages of parsers repeat what they read.
      log.debug("Unreadable signing keys: {}", e.getClass().getSimpleName());
      throw new IllegalStateException(
          "What is kept as signing keys are none. Restore the row of the table signing_keys, or"
              + " delete it.");
    }
  }

  /** The keys as they were last read, and when. */
  private record Known(long version, List<SigningKey> keys, Instant readAt) {}

  private record Stored(List<Entry> keys) {}

  private record Entry(String jwk, Instant signsFrom, @Nullable Instant publishedUntil) {
    @Override
    public String toString() {
      return "Entry[hidden]";
    }
  }
}
