package dev.crow.auth.key;

import dev.crow.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom a valid key speaks for.
 *
 * @param keyId public id of the key
 * @param organizationId its organization
 * @param kind what sort of key it is
 * @param permissions what it may do
 * @param allowedOrigins web origins it may be used from; empty means any
 * @param dailyCap most requests a day; null means any number
 * @param validUntil when the key, or the secret that was shown, ends; null if it does not
 */
public record KeyHolder(
    String keyId,
    String organizationId,
    KeyKind kind,
    List<String> permissions,
    List<String> allowedOrigins,
    @Nullable Long dailyCap,
    @Nullable Instant validUntil) {

  /** Copies the lists. */
  public KeyHolder {
    permissions = List.copyOf(permissions);
    allowedOrigins = List.copyOf(allowedOrigins);
  }

  /**
   * @return the key in the terms of internal tokens
   */
  public Caller caller() {
    return new Caller(organizationId, keyId, kind.caller(), Set.copyOf(permissions));
  }
}
