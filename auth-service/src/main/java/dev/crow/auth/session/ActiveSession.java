package dev.crow.auth.session;

import dev.crow.contracts.identity.v1.Role;
import dev.crow.contracts.identity.v1.UserPermissions;

/**
 * A session that is valid now.
 *
 * @param sessionId names it; not the token
 * @param userId who signed in
 * @param organizationId their one organization
 * @param role their standing in it
 * @param permissions what they may do
 * @param onboarded whether their organization is set up
 */
public record ActiveSession(
    String sessionId,
    String userId,
    String organizationId,
    Role role,
    UserPermissions permissions,
    boolean onboarded) {}
