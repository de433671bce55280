package dev.crow.auth.session;

import dev.crow.contracts.identity.v1.Role;
import dev.crow.contracts.identity.v1.UserPermissions;

/**
 * A person who is signed in.
 *
 * @param sessionId of the session; an identifier, not its token
 * @param userId whose
 * @param organizationId their one organization; only a draft until {@code onboarded}
 * @param role their standing in it
 * @param permissions what they may do once {@code onboarded}
 * @param onboarded whether their organization is founded; if not, they may only manage themselves
 *     and go on with the onboarding
 */
public record ActiveSession(
    String sessionId,
    String userId,
    String organizationId,
    Role role,
    UserPermissions permissions,
    boolean onboarded) {}
