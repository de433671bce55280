package dev.crow.auth.key;

import dev.crow.auth.audit.AuthEvents;
import dev.crow.contracts.Permissions;
import dev.crow.contracts.identity.v1.CredentialRevoked;
import dev.crow.security.Caller;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people do with their organization's keys. Each change, its audit event and the word to
 * everybody's caches are one transaction.
 */
@Service
class ManagingKeys {

  static final int MAX_ACTIVE = 100;
  private static final int MAX_LISTED = 500;

  private final SecureRandom random = new SecureRandom();
  private final KeyStore store;
  private final KeyHasher hasher;
  private final AuthEvents events;
  private final Clock clock;

  ManagingKeys(KeyStore store, KeyHasher hasher, AuthEvents events, Clock clock) {
    this.store = store;
    this.hasher = hasher;
    this.events = events;
    this.clock = clock;
  }

  @Transactional
  IssuedKey create(Caller caller, NewKey wanted) {
    Instant now = now();
    if (wanted.expiresAt() != null && !wanted.expiresAt().isAfter(now)) {
      throw invalid("expiresAt", "A key ends in the future.");
    }
    if (store.countActive(caller.organizationId(), now) >= MAX_ACTIVE) {
      throw new ApiException(
          ErrorCode.CONFLICT, "There are " + MAX_ACTIVE + " keys already. Revoke one first.");
    }
    ApiKey key = ApiKey.random(wanted.kind(), random);
    KeyDetails details =
        new KeyDetails(
            key.id(),
            caller.organizationId(),
            wanted.kind(),
            wanted.name().strip(),
            permissions(caller, wanted),
            origins(wanted.kind(), wanted.origins()),
            wanted.dailyCap(),
            now,
            caller.subject(),
            wanted.expiresAt() == null ? null : wanted.expiresAt().truncatedTo(ChronoUnit.MILLIS),
            null,
            null,
            null);
    store.insert(details, hasher.hash(key));
    audit(caller, "api-key.created", key.id());
    return new IssuedKey(key.text(), details);
  }

  @Transactional(readOnly = true)
  List<KeyDetails> list(Caller caller) {
    return store.newest(caller.organizationId(), MAX_LISTED).stream()
        .map(StoredKey::details)
        .toList();
  }

  @Transactional(readOnly = true)
  KeyDetails get(Caller caller, String id) {
    return find(caller, id);
  }

  @Transactional
  KeyDetails change(Caller caller, String id, ChangedKey wanted) {
    KeyDetails now = findActive(caller, id);
    KeyDetails changed =
        new KeyDetails(
            now.id(),
            now.organizationId(),
            now.kind(),
            wanted.name() == null ? now.name() : wanted.name().strip(),
            now.permissions(),
            wanted.allowedOrigins() == null
                ? now.allowedOrigins()
                : origins(now.kind(), wanted.allowedOrigins()),
            wanted.dailyCap() == null
                ? now.dailyCap()
                : wanted.dailyCap() == 0 ? null : wanted.dailyCap(),
            now.createdAt(),
            now.createdBy(),
            now.expiresAt(),
            now.revokedAt(),
            now.lastUsedAt(),
            now.previousSecretUntil());
    if (changed.equals(now)) {
      return now;
    }
    store.change(changed);
    audit(caller, "api-key.changed", id);
    forgetCached(caller.organizationId(), id);
    return changed;
  }

  @Transactional
  IssuedKey rotate(Caller caller, String id, Duration overlap) {
    KeyDetails before = findActive(caller, id);
    ApiKey key = new ApiKey(before.kind(), id, "").rotated(random);
    Instant until = now().plus(overlap);
    store.rotate(caller.organizationId(), id, hasher.hash(key), until);
    audit(caller, "api-key.rotated", id);
    forgetCached(caller.organizationId(), id);
    return new IssuedKey(key.text(), before.withPreviousSecretUntil(until));
  }

  @Transactional
  void revoke(Caller caller, String id) {
    find(caller, id);
    revoke(caller.organizationId(), id, AuthEvents.actor(caller));
  }

  /** Ends any organization's key, for operators. */
  @Transactional
  void revoke(String id) {
    KeyDetails key = store.find(id).orElseThrow(ManagingKeys::absent).details();
    revoke(key.organizationId(), id, "system:operator");
  }

  private void revoke(String organizationId, String id, String actor) {
    if (store.revoke(organizationId, id, now())) {
      events.done(organizationId, actor, "api-key.revoked", "api-key:" + id);
      forgetCached(organizationId, id);
    }
  }

  private KeyDetails find(Caller caller, String id) {
    return store.find(caller.organizationId(), id).orElseThrow(ManagingKeys::absent).details();
  }

  private KeyDetails findActive(Caller caller, String id) {
    KeyDetails key = find(caller, id);
    if (!key.isActive(now())) {
      throw new ApiException(ErrorCode.CONFLICT, "The key has ended.");
    }
    return key;
  }

  /**
   * Nobody gives more than they have. Sending events is nobody's own permission: whoever manages
   * keys decides who may.
   */
  private static List<String> permissions(Caller caller, NewKey wanted) {
    List<String> asked = wanted.wantedPermissions().stream().distinct().sorted().toList();
    if (wanted.kind() == KeyKind.WRITE) {
      if (!asked.isEmpty() && !Permissions.OF_WRITE_KEYS.containsAll(asked)) {
        throw invalid("permissions", "A write key sends events and does nothing else.");
      }
      return Permissions.OF_WRITE_KEYS.stream().sorted().toList();
    }
    if (asked.isEmpty() || !Permissions.OF_SECRET_KEYS.containsAll(asked)) {
      throw invalid("permissions", "Choose at least one of the permissions of secret keys.");
    }
    if (!asked.stream().allMatch(p -> caller.may(p) || p.equals(Permissions.EVENTS_WRITE))) {
      throw new ApiException(
              ErrorCode.INSUFFICIENT_SCOPE, "A key cannot hold more than whoever makes it.")
          .field("permissions");
    }
    return asked;
  }

  private static List<String> origins(KeyKind kind, List<String> origins) {
    if (kind == KeyKind.SECRET && !origins.isEmpty()) {
      throw invalid("allowedOrigins", "Only write keys are used from web pages.");
    }
    return WebOrigins.checked(origins);
  }

  private void audit(Caller caller, String action, String id) {
    events.done(caller.organizationId(), AuthEvents.actor(caller), action, "api-key:" + id);
  }

  private void forgetCached(String organizationId, String id) {
    events.revoked(organizationId, CredentialRevoked.Kind.KEY, id);
  }

  /** As precise as the table, so that answers do not change when read again. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static ApiException invalid(String field, String detail) {
    return new ApiException(ErrorCode.VALIDATION_FAILED, detail).field(field);
  }

  private static ApiException absent() {
    return new ApiException(ErrorCode.NOT_FOUND, "There is no such key.");
  }
}
