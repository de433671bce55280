package dev.crow.auth.key;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may be known of a key: everything but its secret.
 *
 * @param id the public part of the key
 * @param organizationId whose it is; not part of answers, which are about the caller's own
 * @param kind what sort
 * @param name for people
 * @param permissions what it may do
 * @param allowedOrigins web origins it may be used from; empty means any
 * @param dailyCap most requests a day; null means any number
 * @param createdAt when it was made
 * @param createdBy id of the user who made it; null if an operator did
 * @param expiresAt when it ends; null if it does not
 * @param revokedAt when it was ended; null if it was not
 * @param lastUsedAt its last use, to the minute; null if it was never used
 * @param previousSecretUntil how long the secret before the last rotation works; null if it does
 *     not
 */
record KeyDetails(
    String id,
    @JsonIgnore String organizationId,
    KeyKind kind,
    String name,
    List<String> permissions,
    List<String> allowedOrigins,
    @Nullable Long dailyCap,
    Instant createdAt,
    @Nullable String createdBy,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant previousSecretUntil) {

  KeyDetails {
    permissions = List.copyOf(permissions);
    allowedOrigins = List.copyOf(allowedOrigins);
  }

  KeyDetails withPreviousSecretUntil(Instant until) {
    return new KeyDetails(
        id,
        organizationId,
        kind,
        name,
        permissions,
        allowedOrigins,
        dailyCap,
        createdAt,
        createdBy,
        expiresAt,
        revokedAt,
        lastUsedAt,
        until);
  }

  boolean isActive(Instant now) {
    return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
  }

  KeyHolder holderUntil(@Nullable Instant validUntil) {
    return new KeyHolder(
        id, organizationId, kind, permissions, allowedOrigins, dailyCap, validUntil);
  }
}
