package dev.crow.auth.token;

import dev.crow.security.InternalTokens;
import dev.crow.security.SecretFile;
import io.jsonwebtoken.security.Jwks;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The keys behind every internal token: one signs; while it is being replaced, the next one is
 * published already, so that verifiers know it when it begins, or the one before is published
 * still, until its last token has expired. They live in a file for its owner alone and not in the
 * database, because databases get copied, dumped and backed up.
 *
 * <p>Whether it is time for a new key is asked when a token is signed or the keys are published.
 */
@Component
class SigningKeys {

  private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);
  private static final String FILE = "signing-keys.json";

  private final ReentrantLock changing = new ReentrantLock();
  private final Path folder;
  private final TokenProperties properties;
  private final Clock clock;
  private final JsonMapper json;
  private volatile List<SigningKey> keys;

  SigningKeys(Environment environment, TokenProperties properties, Clock clock, JsonMapper json) {
    this.folder = Path.of(environment.getProperty("crow.data-dir", "data"), "auth");
    this.properties = properties;
    this.clock = clock;
    this.json = json;
    this.keys =
        parse(
            SecretFile.readOrCreate(
                folder, FILE, () -> format(List.of(SigningKey.random(clock.instant())))));
  }

  /** The key to sign with now. */
  SigningKey current() {
    rotateIfDue();
    return current(clock.instant());
  }

  /** Every key that a valid token may be signed with, now or soon. */
  List<SigningKey> published() {
    rotateIfDue();
    Instant now = clock.instant();
    return keys.stream().filter(key -> key.isPublished(now)).toList();
  }

  /** Publishes a new key, which signs a little later. Does nothing while one is waiting to. */
  void rotate() {
    changing.lock();
    try {
      Instant now = clock.instant();
      SigningKey newest = keys.getLast();
      if (newest.signsFrom().isAfter(now)) {
        return;
      }
      Instant takeover = now.plus(properties.publishAhead());
      List<SigningKey> next =
          new ArrayList<>(keys.stream().filter(key -> key.isPublished(now)).toList());
      next.removeLast();
      next.add(
          newest.until(takeover.plus(properties.longestLifetime()).plus(InternalTokens.LEEWAY)));
      next.add(SigningKey.random(takeover));
      save(next);
    } finally {
      changing.unlock();
    }
  }

  /** Ends every token there is: a new key signs at once, and no other is published any more. */
  void replaceAll() {
    changing.lock();
    try {
      save(List.of(SigningKey.random(clock.instant())));
      log.warn("All signing keys were replaced: every internal token has ended");
    } finally {
      changing.unlock();
    }
  }

  private void rotateIfDue() {
    if (!isDue() || !changing.tryLock()) {
      return;
    }
    try {
      if (isDue()) {
        rotate();
      }
    } catch (UncheckedIOException e) {
      // The present key is as good as it was; a full disk must not end all requests.
      log.error("The signing key could not be replaced", e);
    } finally {
      changing.unlock();
    }
  }

  private boolean isDue() {
    return !clock.instant().isBefore(keys.getLast().signsFrom().plus(properties.rotateEvery()));
  }

  private SigningKey current(Instant now) {
    List<SigningKey> all = keys;
    for (SigningKey key : all.reversed()) {
      if (!key.signsFrom().isAfter(now)) {
        return key;
      }
    }
    // Only if the clock was set back.
    return all.getFirst();
  }

  private void save(List<SigningKey> next) {
    SecretFile.replace(folder, FILE, format(next));
    keys = List.copyOf(next);
    log.info("Signing keys now are {}", next);
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
          "The file %s does not hold signing keys. Restore it, or delete it."
              .formatted(folder.resolve(FILE)));
    }
  }

  private record Stored(List<Entry> keys) {}

  private record Entry(String jwk, Instant signsFrom, @Nullable Instant publishedUntil) {
    @Override
    public String toString() {
      return "Entry[hidden]";
    }
  }
}
