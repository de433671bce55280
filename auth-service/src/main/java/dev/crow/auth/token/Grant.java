package dev.crow.auth.token;

import dev.crow.security.Caller;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a credential stands for.
 *
 * @param caller whom its token speaks for
 * @param lifetime how long the token shall live
 * @param validUntil when the credential itself ends, which its token does not outlive; null if not
 * @param allowedOrigins web origins it may be used from; empty means any
 * @param dailyCap most requests a day; null means any number
 * @param sessionId of a session; else null
 */
record Grant(
    Caller caller,
    TokenLifetime lifetime,
    @Nullable Instant validUntil,
    List<String> allowedOrigins,
    @Nullable Long dailyCap,
    @Nullable String sessionId) {

  static Grant of(Caller caller, TokenLifetime lifetime) {
    return new Grant(caller, lifetime, null, List.of(), null, null);
  }
}
