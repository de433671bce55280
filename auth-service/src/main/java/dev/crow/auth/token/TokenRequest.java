package dev.crow.auth.token;

import jakarta.validation.constraints.NotNull;

/**
 * @param credential what a client showed as its API key
 * @param audience name of the service the token is for
 */
record TokenRequest(@NotNull String credential, @NotNull String audience) {

  @Override
  public String toString() {
    return "TokenRequest[for " + audience + "]";
  }
}
