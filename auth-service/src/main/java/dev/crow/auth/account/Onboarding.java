package dev.crow.auth.account;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far the set-up of an account's organization is. */
public enum Onboarding {
  /** There is a draft only; nobody but auth-service knows of it. */
  @JsonProperty("pending")
  PENDING,
  /** The organization exists; later steps are open. */
  @JsonProperty("founded")
  FOUNDED,
  /** Nothing is left to do, as for everybody who was invited. */
  @JsonProperty("completed")
  COMPLETED
}
