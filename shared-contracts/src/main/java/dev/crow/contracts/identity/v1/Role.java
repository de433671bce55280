package dev.crow.contracts.identity.v1;

/** A person's standing in their one organization. */
public enum Role {
  /** Holds every permission and gives them to others. An organization always has one. */
  OWNER,
  /** Holds what an owner gave. */
  MEMBER
}
