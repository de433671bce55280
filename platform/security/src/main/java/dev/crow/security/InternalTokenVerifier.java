package dev.crow.security;

import dev.crow.web.ApiException;
import org.jspecify.annotations.Nullable;

/** Tells who stands behind an internal token. Implementations are safe for concurrent use. */
@FunctionalInterface
public interface InternalTokenVerifier {

  /**
   * @param token the compact JWS, without {@code Bearer}; hostile until proven otherwise
   * @param peer {@link PeerCertificate#thumbprint} of whoever shows it; null without mutual TLS
   * @return who it was issued for
   * @throws ApiException {@code INVALID_TOKEN} for anything but a valid token for this service,
   *     always with the same words; {@code SERVICE_UNAVAILABLE} while the issuer's keys cannot be
   *     fetched, for then nobody can tell
   */
  Caller verify(String token, @Nullable String peer);
}
