package dev.crow.auth.account;

import dev.crow.contracts.identity.v1.UserPermissions;
import java.util.Optional;

/** Knows who is awaited in which organization. Called inside a transaction. */
public interface PendingInvitations {

  /**
   * @param email an address whose owner just proved to be its owner
   * @return where they are invited; that invitation is used up by this
   */
  Optional<Place> take(String email);

  /**
   * A place in an organization.
   *
   * @param organizationId which
   * @param permissions what its holder may do
   */
  record Place(String organizationId, UserPermissions permissions) {}
}
