package dev.crow.auth.token;

/** What the gateway found at a request. */
enum CredentialType {
  /** A key in clear. */
  API_KEY,
  /** A session's token. */
  SESSION,
  /** Nothing: the credential is the client's address, an IPv4 one or the /64 of an IPv6 one. */
  ADDRESS
}
