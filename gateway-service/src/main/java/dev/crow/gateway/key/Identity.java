package dev.crow.gateway.key;

import dev.crow.security.Caller;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What auth-service says about a key. Never printed with its token.
 *
 * @param token for the {@code Authorization} header towards one service
 * @param expiresAt when the token ends; null if it does not
 * @param organizationId whom the key speaks for
 * @param keyId names the key
 * @param kind publishable or secret
 * @param allowedOrigins web origins the key may be used from; empty means any
 */
public record Identity(
    String token,
    @Nullable Instant expiresAt,
    String organizationId,
    String keyId,
    Caller.Kind kind,
    List<String> allowedOrigins) {

  @Override
  public String toString() {
    return "Identity[" + keyId + "]";
  }
}
