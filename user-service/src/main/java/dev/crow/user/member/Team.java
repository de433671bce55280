package dev.crow.user.member;

import dev.crow.contracts.Permissions;
import dev.crow.contracts.audit.v1.AuditEvent.Outcome;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.contracts.identity.v1.Role;
import dev.crow.contracts.identity.v1.UserPermissions;
import dev.crow.security.Caller;
import dev.crow.user.announcement.Announcements;
import dev.crow.web.ApiException;
import dev.crow.web.EntityTags;
import dev.crow.web.ErrorCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Changes of people. Each is one transaction with what the other services are told of it. */
@Service
class Team {

  private final MemberStore store;
  private final Announcements announcements;

  Team(MemberStore store, Announcements announcements) {
    this.store = store;
    this.announcements = announcements;
  }

  @Transactional
  public Member changeProfile(Caller caller, ProfilePatch patch) {
    String organization = caller.organizationId();
    Member before = require(organization, caller.subject());
    Member after =
        before.withProfile(
            patch.nameOr(before.name()),
            patch.jobTitleOr(before.jobTitle()),
            patch.phoneOr(before.phone()));
    Instant now = announcements.now();
    store.saveProfile(after, now);
    if (!after.name().equals(before.name())) {
      announcements.tell(
          new IdentityEvent.UserRenamed(organization, before.id(), after.name(), now));
    }
    return after;
  }

  @Transactional
  public Member changePermissions(
      Caller caller, String id, @Nullable String ifMatch, PermissionsPatch patch) {
    Member before = require(caller.organizationId(), id);
    EntityTags.require(ifMatch, before.version());
    if (before.role() == Role.OWNER) {
      throw new ApiException(
          ErrorCode.CONFLICT, "An owner holds every permission; make them a member first.");
    }
    UserPermissions permissions = patch.over(before.permissions());
    return permissions.equals(before.permissions())
        ? before
        : changeStanding(caller, before, Role.MEMBER, permissions, "user.permissions-changed");
  }

  @Transactional
  public Member changeRole(Caller caller, String id, @Nullable String ifMatch, Role role) {
    Member before = require(caller.organizationId(), id);
    EntityTags.require(ifMatch, before.version());
    if (before.role() == role) {
      return before;
    }
    if (role == Role.MEMBER) {
      requireAnotherOwner(before);
    }
    // Whoever stops being an owner starts anew with what every member may do.
    UserPermissions permissions =
        role == Role.OWNER ? UserPermissions.OF_OWNERS : UserPermissions.OF_MEMBERS;
    return changeStanding(caller, before, role, permissions, "user.role-changed");
  }

  /**
   * Returns false if only an owner may remove that person; the refusal is audited then, which the
   * transaction must keep.
   */
  @Transactional
  public boolean remove(Caller caller, String id) {
    String organization = caller.organizationId();
    Member member = require(organization, id);
    if (member.role() == Role.OWNER && !caller.may(Permissions.ORGANIZATION_OWN)) {
      announcements.audit(caller, "user.removed", id, Outcome.REFUSED);
      return false;
    }
    if (member.role() == Role.OWNER) {
      requireAnotherOwner(member);
    }
    if (!store.remove(organization, id)) {
      throw changedMeanwhile();
    }
    announcements.tell(new IdentityEvent.UserRemoved(organization, id, announcements.now()));
    announcements.revokeSessionsOf(organization, id);
    announcements.audit(caller, "user.removed", id, Outcome.DONE);
    return true;
  }

  private Member changeStanding(
      Caller caller, Member before, Role role, UserPermissions permissions, String action) {
    String organization = caller.organizationId();
    Instant now = announcements.now();
    Member after = before.withStanding(role, permissions);
    if (!store.saveStanding(after, now)) {
      throw changedMeanwhile();
    }
    announcements.tell(
        new IdentityEvent.PermissionsChanged(organization, before.id(), role, permissions, now));
    announcements.revokeSessionsOf(organization, before.id());
    announcements.audit(caller, action, before.id(), Outcome.DONE);
    return after;
  }

  private void requireAnotherOwner(Member owner) {
    if (store.owners(owner.organizationId()) <= 1) {
      throw new ApiException(ErrorCode.LAST_OWNER, "Make somebody else an owner first.");
    }
  }

  /** Another owner was faster, on a database that takes both until the second writes. */
  private static ApiException changedMeanwhile() {
    return new ApiException(ErrorCode.CONFLICT, "Somebody changed the team meanwhile; look again.");
  }

  private Member require(String organizationId, String id) {
    return store.find(organizationId, id).orElseThrow(Members::absent);
  }
}
