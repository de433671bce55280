package dev.crow.auth.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.crow.security.Caller;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param token for the {@code Authorization: Bearer} header towards one service
 * @param expiresAt when to have asked again; absent if the token does not expire
 * @param organizationId whom it speaks for
 * @param subject id of the key, user or service, or the address
 * @param kind what sort of credential was shown
 * @param permissions what the token allows
 * @param allowedOrigins web origins a key may be used from; empty means any
 * @param sessionId of a session; else absent
 * @param dailyCap most requests a day with a key; absent means any number
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TokenResponse(
    String token,
    @Nullable Instant expiresAt,
    String organizationId,
    String subject,
    Caller.Kind kind,
    List<String> permissions,
    List<String> allowedOrigins,
    @Nullable String sessionId,
    @Nullable Long dailyCap) {

  static TokenResponse of(InternalTokenSigner.Signed signed, Grant grant) {
    Caller caller = grant.caller();
    return new TokenResponse(
        signed.token(),
        signed.expiresAt(),
        caller.organizationId(),
        caller.subject(),
        caller.kind(),
        caller.permissions().stream().sorted().toList(),
        grant.allowedOrigins(),
        grant.sessionId(),
        grant.dailyCap());
  }

  @Override
  public String toString() {
    return "TokenResponse[" + subject + " until " + expiresAt + "]";
  }
}
