package dev.crow.user.member;

import dev.crow.contracts.identity.v1.Role;
import dev.crow.contracts.identity.v1.UserPermissions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who belongs to an organization.
 *
 * @param id of their account
 * @param organizationId the only organization they belong to
 * @param email in lower case
 * @param name for people
 * @param jobTitle or null if not said
 * @param phone or null if not said
 * @param role their standing
 * @param picture hash of their picture; null if they have none
 * @param permissions what they may do
 * @param version of role and permissions; grows with each change
 * @param createdAt when they joined
 */
public record Member(
    String id,
    String organizationId,
    String email,
    String name,
    @Nullable String jobTitle,
    @Nullable String phone,
    Role role,
    @Nullable String picture,
    UserPermissions permissions,
    long version,
    Instant createdAt) {

  Member withProfile(String name, @Nullable String jobTitle, @Nullable String phone) {
    return new Member(
        id,
        organizationId,
        email,
        name,
        jobTitle,
        phone,
        role,
        picture,
        permissions,
        version,
        createdAt);
  }

  /** The next version. */
  Member withStanding(Role role, UserPermissions permissions) {
    return new Member(
        id,
        organizationId,
        email,
        name,
        jobTitle,
        phone,
        role,
        picture,
        permissions,
        version + 1,
        createdAt);
  }
}
