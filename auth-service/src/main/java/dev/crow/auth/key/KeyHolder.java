package dev.crow.auth.key;

import dev.crow.security.Caller;
import java.util.List;

/**
 * Whom a valid key speaks for.
 *
 * @param keyId public id of the key
 * @param organizationId its organization
 * @param kind what sort of key it is
 * @param permissions what it may do
 * @param allowedOrigins web origins it may be used from; empty means any
 */
public record KeyHolder(
    String keyId,
    String organizationId,
    Caller.Kind kind,
    List<String> permissions,
    List<String> allowedOrigins) {

  /** Copies the lists. */
  public KeyHolder {
    permissions = List.copyOf(permissions);
    allowedOrigins = List.copyOf(allowedOrigins);
  }
}
