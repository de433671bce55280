package dev.crow.notification.people;

import java.util.Set;

/**
 * Somebody who can be told something.
 *
 * @param organizationId whose member
 * @param userId their id in every service
 * @param email their verified address
 * @param name what they call themselves
 * @param permissions what they may do
 */
public record Member(
    String organizationId, String userId, String email, String name, Set<String> permissions) {

  /** Copies the permissions. */
  public Member {
    permissions = Set.copyOf(permissions);
  }
}
