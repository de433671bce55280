package dev.crow.auth.key;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A key as the database knows it. */
record StoredKey(
    KeyHolder holder,
    String hash,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt,
    @Nullable Instant lastUsed) {

  boolean isActive(Instant now) {
    return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
  }

  @Override
  public String toString() {
    return "StoredKey[" + holder.keyId() + "]";
  }
}
