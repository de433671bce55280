package dev.crow.auth.account;

import dev.crow.contracts.identity.v1.Role;
import dev.crow.contracts.identity.v1.UserPermissions;

/**
 * A person who verified an address and is not removed.
 *
 * @param id names them in every service
 * @param organizationId their one organization, or its draft
 * @param email in lower case
 * @param name as they or user-service say
 * @param role their standing
 * @param permissions what they may do, as user-service last said
 * @param onboarding how far the set-up of the organization is
 */
public record Account(
    String id,
    String organizationId,
    String email,
    String name,
    Role role,
    UserPermissions permissions,
    Onboarding onboarding) {

  /**
   * @return the part of the address behind the {@code @}
   */
  public String domain() {
    return email.substring(email.lastIndexOf('@') + 1);
  }

  /** Leaves out who it is: addresses do not belong in logs. */
  @Override
  public String toString() {
    return "Account[" + id + "]";
  }
}
