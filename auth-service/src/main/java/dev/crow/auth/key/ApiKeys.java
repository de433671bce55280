package dev.crow.auth.key;

import dev.crow.contracts.Permissions;
import dev.crow.security.Caller;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Issues keys, and tells who holds one. Keeps hashes only. */
@Service
public class ApiKeys {

  private final SecureRandom random = new SecureRandom();
  private final KeyStore store;
  private final KeyHasher hasher;
  private final LastUsed lastUsed;
  private final Clock clock;

  ApiKeys(KeyStore store, KeyHasher hasher, LastUsed lastUsed, Clock clock) {
    this.store = store;
    this.hasher = hasher;
    this.lastUsed = lastUsed;
    this.clock = clock;
  }

  /**
   * @param organizationId an organization that exists, or is inserted in the same transaction
   * @param kind decides the permissions
   * @param name for people
   * @param allowedOrigins web origins the key may be used from; empty means any
   * @return the key in clear, which is nowhere kept and cannot be shown again
   */
  public String issue(
      String organizationId, Caller.Kind kind, String name, List<String> allowedOrigins) {
    ApiKey key = ApiKey.random(kind, random);
    KeyHolder holder =
        new KeyHolder(key.id(), organizationId, kind, permissionsOf(kind), allowedOrigins);
    store.insert(holder, name, hasher.hash(key), clock.instant());
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
    Optional<StoredKey> valid =
        store
            .find(key.id())
            .filter(stored -> stored.holder().kind() == key.kind())
            .filter(stored -> hasher.matches(key, stored.hash()))
            .filter(stored -> stored.isActive(clock.instant()));
    valid.ifPresent(lastUsed::note);
    return valid.map(StoredKey::holder);
  }

  private static List<String> permissionsOf(Caller.Kind kind) {
    return switch (kind) {
      case WRITE_KEY -> List.of(Permissions.EVENTS_WRITE);
      case SECRET_KEY -> List.of(Permissions.EVENTS_WRITE, Permissions.INTERACTIONS_READ);
      case SESSION, PUBLIC, SYSTEM -> throw new IllegalArgumentException("Not a sort of key");
    };
  }
}
