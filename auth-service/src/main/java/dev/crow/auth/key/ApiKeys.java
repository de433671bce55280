package dev.crow.auth.key;

import dev.crow.contracts.Permissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;

/** Makes an organization's first keys, and tells who holds a key. Keeps hashes only. */
@Service
public class ApiKeys {

  private final SecureRandom random = new SecureRandom();
  private final KeyStore store;
  private final KeyHasher hasher;
  private final LastUsed lastUsed;
  private final Consumer<KeyDetails> endedUses;
  private final Clock clock;

  ApiKeys(
      KeyStore store,
      KeyHasher hasher,
      LastUsed lastUsed,
      Consumer<KeyDetails> endedUses,
      Clock clock) {
    this.store = store;
    this.hasher = hasher;
    this.lastUsed = lastUsed;
    this.endedUses = endedUses;
    this.clock = clock;
  }

  /**
   * Makes a key with everything its kind may hold.
   *
   * @param organizationId an organization that exists, or is inserted in the same transaction
   * @param kind decides the permissions
   * @param name for people
   * @param allowedOrigins web origins the key may be used from; empty means any
   * @return the key in clear, which is nowhere kept and cannot be shown again
   */
  public String issue(
      String organizationId, KeyKind kind, String name, List<String> allowedOrigins) {
    ApiKey key = ApiKey.random(kind, random);
    KeyDetails details =
        new KeyDetails(
            key.id(),
            organizationId,
            kind,
            name,
            permissionsOf(kind),
            allowedOrigins,
            null,
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            null,
            null,
            null,
            null,
            null);
    store.insert(details, hasher.hash(key));
    return key.text();
  }

  /**
   * @param credential whatever was sent as a key
   * @return whom it speaks for; empty if it is malformed, unknown, wrong, expired or revoked, which
   *     nobody outside can tell apart
   */
  public Optional<KeyHolder> authenticate(String credential) {
    return ApiKey.parse(credential).flatMap(this::authenticate);
  }

  private Optional<KeyHolder> authenticate(ApiKey key) {
    Optional<StoredKey> stored =
        store.find(key.id()).filter(found -> found.details().kind() == key.kind());
    Optional<KeyHolder> holder =
        stored.flatMap(found -> found.holder(hash -> hasher.matches(key, hash), clock.instant()));
    holder.ifPresentOrElse(
        _ -> stored.ifPresent(lastUsed::note),
        () ->
            stored
                .filter(
                    found -> found.isEndedFor(hash -> hasher.matches(key, hash), clock.instant()))
                .ifPresent(found -> endedUses.accept(found.details())));
    return holder;
  }

  private static List<String> permissionsOf(KeyKind kind) {
    return switch (kind) {
      case WRITE -> List.of(Permissions.EVENTS_WRITE);
      case SECRET -> Permissions.OF_SECRET_KEYS.stream().sorted().toList();
    };
  }
}
