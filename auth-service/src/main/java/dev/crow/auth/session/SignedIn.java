package dev.crow.auth.session;

import dev.crow.auth.account.Account;
import dev.crow.auth.account.Onboarding;
import dev.crow.contracts.Permissions;
import dev.crow.contracts.identity.v1.Role;
import dev.crow.contracts.identity.v1.UserPermissions;
import java.util.Collection;
import java.util.List;

/**
 * Who is signed in, as people's own clients are told.
 *
 * @param user the person
 * @param organizationId theirs, or its draft
 * @param permissions what they may do now
 * @param limits the flags behind it, with how far chats may look
 * @param onboarding how far the set-up is
 */
record SignedIn(
    User user,
    String organizationId,
    Collection<String> permissions,
    UserPermissions limits,
    Onboarding onboarding) {

  static SignedIn of(Account account) {
    return new SignedIn(
        new User(account.id(), account.name(), account.email(), account.role()),
        account.organizationId(),
        account.onboarding() == Onboarding.PENDING
            ? List.of(Permissions.SELF_MANAGE, Permissions.ONBOARDING_MANAGE)
            : account.permissions().granted(account.role()),
        account.permissions(),
        account.onboarding());
  }

  /** A person. */
  record User(String id, String name, String email, Role role) {}
}
