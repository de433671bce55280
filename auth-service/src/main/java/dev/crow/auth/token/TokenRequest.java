package dev.crow.auth.token;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * @param credential what a client showed
 * @param type what that is; null means an API key
 * @param audience name of the service the token is for
 */
record TokenRequest(
    @NotNull String credential, @Nullable CredentialType type, @NotNull String audience) {

  CredentialType typeOrDefault() {
    return type == null ? CredentialType.API_KEY : type;
  }

  @Override
  public String toString() {
    return "TokenRequest[for " + audience + "]";
  }
}
