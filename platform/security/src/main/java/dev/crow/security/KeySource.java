package dev.crow.security;

import dev.crow.web.ApiException;
import java.security.PublicKey;
import org.jspecify.annotations.Nullable;

/** Where the issuer's public keys come from. */
@FunctionalInterface
interface KeySource {

  /**
   * @param kid a key id of harmless form
   * @return that Ed25519 key, or null if the issuer has none of that id
   * @throws ApiException {@code SERVICE_UNAVAILABLE} if the issuer cannot be asked
   */
  @Nullable PublicKey find(String kid);
}
