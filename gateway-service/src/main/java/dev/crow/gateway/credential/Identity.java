package dev.crow.gateway.credential;

import dev.crow.security.Caller;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What auth-service says about a credential. Never printed with its token.
 *
 * @param token for the {@code Authorization} header towards one service
 * @param expiresAt when the token ends; null if it does not
 * @param organizationId whom the credential speaks for
 * @param subject the key, the user, or the address
 * @param kind what sort of caller
 * @param sessionId of a person's session; null for all others
 * @param allowedOrigins web origins a key may be used from; empty means any
 * @param dailyCap requests a key may make in a day of UTC; null means any number
 */
public record Identity(
    String token,
    @Nullable Instant expiresAt,
    String organizationId,
    String subject,
    Caller.Kind kind,
    @Nullable String sessionId,
    List<String> allowedOrigins,
    @Nullable Long dailyCap) {

  /** Copies the origins. */
  public Identity {
    allowedOrigins = List.copyOf(allowedOrigins);
  }

  @Override
  public String toString() {
    return "Identity[" + kind + " " + subject + "]";
  }
}
