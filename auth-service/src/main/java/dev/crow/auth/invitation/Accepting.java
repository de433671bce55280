package dev.crow.auth.invitation;

import dev.crow.auth.account.Account;
import dev.crow.auth.account.Accounts;
import dev.crow.auth.account.PendingInvitations;
import dev.crow.auth.audit.AuthEvents;
import dev.crow.auth.invitation.Invitation.Status;
import dev.crow.auth.seal.SecretTokens;
import dev.crow.contracts.identity.v1.UserPermissions;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lets people in: at their sign-up, or later by the link. */
@Service
class Accepting implements PendingInvitations {

  private final InvitationStore store;
  private final Accounts accounts;
  private final AuthEvents events;
  private final Clock clock;

  Accepting(InvitationStore store, Accounts accounts, AuthEvents events, Clock clock) {
    this.store = store;
    this.accounts = accounts;
    this.events = events;
    this.clock = clock;
  }

  @Override
  @Transactional
  public Optional<Place> take(String email) {
    return store.openFor(email, clock.instant()).stream()
        .flatMap(invitation -> place(invitation).stream())
        .findFirst();
  }

  private Optional<Place> place(Invitation invitation) {
    return given(invitation)
        .filter(_ -> store.settle(invitation.organizationId(), invitation.id(), Status.ACCEPTED))
        .map(permissions -> new Place(invitation.organizationId(), permissions));
  }

  /** What the inviter still can give; nothing once they are gone themselves. */
  private Optional<UserPermissions> given(Invitation invitation) {
    return accounts
        .find(invitation.organizationId(), invitation.invitedBy())
        .map(inviter -> Shares.within(invitation.permissions(), inviter.permissions()));
  }

  @Transactional
  void accept(String organizationId, String userId, String token) {
    Account account =
        accounts
            .find(organizationId, userId)
            .orElseThrow(() -> new ApiException(ErrorCode.SESSION_ENDED, "Sign in again."));
    Invitation invitation =
        store
            .findByTokenHash(SecretTokens.hash(token))
            .filter(found -> found.email().equals(account.email()))
            .orElseThrow(Accepting::absent);
    if (!invitation.isOpen(clock.instant())) {
      throw used();
    }
    Place place = place(invitation).orElseThrow(Accepting::used);
    if (!accounts.join(account, place.organizationId(), place.permissions())) {
      throw new ApiException(ErrorCode.CONFLICT, "You already belong to an organization.");
    }
    events.done(
        place.organizationId(),
        AuthEvents.user(userId),
        "invitation.accepted",
        "invitation:" + invitation.id());
  }

  @Transactional(readOnly = true)
  Preview preview(String token) {
    Invitation invitation =
        store.findByTokenHash(SecretTokens.hash(token)).orElseThrow(Accepting::absent);
    if (!invitation.isOpen(clock.instant())) {
      throw used();
    }
    String inviter =
        accounts
            .find(invitation.organizationId(), invitation.invitedBy())
            .map(Account::name)
            .orElseThrow(Accepting::used);
    return new Preview(
        invitation.email(),
        inviter,
        store.organizationName(invitation.organizationId()),
        invitation.expiresAt());
  }

  private static ApiException absent() {
    return new ApiException(ErrorCode.NOT_FOUND, "There is no such invitation.");
  }

  private static ApiException used() {
    return new ApiException(ErrorCode.TOKEN_USED, "Ask to be invited again.");
  }

  /** What the holder of a link may know before signing up. */
  record Preview(String email, String inviter, String organization, Instant expiresAt) {}
}
