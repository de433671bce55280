package dev.crow.auth.token;

import dev.crow.auth.key.KeyHolder;
import dev.crow.security.Caller;
import java.time.Instant;
import java.util.List;

/**
 * @param token for the {@code Authorization: Bearer} header towards one service
 * @param expiresAt when to have asked again
 * @param organizationId whom it speaks for
 * @param keyId the key it was made from
 * @param kind what sort of key that is
 * @param permissions what the token allows
 * @param allowedOrigins web origins the key may be used from; empty means any
 */
record TokenResponse(
    String token,
    Instant expiresAt,
    String organizationId,
    String keyId,
    Caller.Kind kind,
    List<String> permissions,
    List<String> allowedOrigins) {

  static TokenResponse of(InternalTokenSigner.Signed signed, KeyHolder holder) {
    return new TokenResponse(
        signed.token(),
        signed.expiresAt(),
        holder.organizationId(),
        holder.keyId(),
        holder.kind(),
        holder.permissions(),
        holder.allowedOrigins());
  }

  @Override
  public String toString() {
    return "TokenResponse[" + keyId + " until " + expiresAt + "]";
  }
}
