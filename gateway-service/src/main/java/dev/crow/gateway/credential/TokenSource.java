package dev.crow.gateway.credential;

/** Exchanges a credential for an internal token. */
interface TokenSource {

  /**
   * @param credential in clear
   * @param audience the service the token is for
   * @return what came of it; failures are an outcome too
   */
  Outcome exchange(Credential credential, String audience);
}
