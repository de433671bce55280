package dev.crow.gateway.credential;

/** What an exchange with auth-service came to. */
sealed interface Outcome {

  record Known(Identity identity) implements Outcome {}

  record Refused() implements Outcome {}

  /** Not remembered: the next request asks again. */
  record Unavailable() implements Outcome {}
}
