package dev.crow.auth.invitation;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.crow.auth.account.Account;
import dev.crow.auth.account.Accounts;
import dev.crow.auth.account.Addresses;
import dev.crow.auth.audit.AuthEvents;
import dev.crow.auth.invitation.Invitation.Status;
import dev.crow.auth.mail.MailTemplate;
import dev.crow.auth.mail.Mails;
import dev.crow.auth.seal.SecretTokens;
import dev.crow.contracts.identity.v1.UserPermissions;
import dev.crow.relational.UuidV7;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Asks people into an organization. */
@Service
public class Inviting {

  private static final Duration LIFETIME = Duration.ofDays(7);

  private final InvitationStore store;
  private final Accounts accounts;
  private final Addresses addresses;
  private final AuthEvents events;
  private final Mails mails;
  private final Clock clock;

  Inviting(
      InvitationStore store,
      Accounts accounts,
      Addresses addresses,
      AuthEvents events,
      Mails mails,
      Clock clock) {
    this.store = store;
    this.accounts = accounts;
    this.addresses = addresses;
    this.events = events;
    this.mails = mails;
    this.clock = clock;
  }

  /**
   * @param organizationId where to
   * @param inviterId who asks
   * @param emails whom, as they were sent
   * @param permissions what they shall be able to do; null means what the inviter can give of what
   *     members usually have
   * @return what became of each, in the same order
   * @throws ApiException {@code INSUFFICIENT_SCOPE} if the inviter does not hold all of it
   */
  @Transactional
  public List<Result> invite(
      String organizationId,
      String inviterId,
      List<String> emails,
      @Nullable UserPermissions permissions) {
    Account inviter =
        accounts
            .find(organizationId, inviterId)
            .orElseThrow(() -> new ApiException(ErrorCode.SESSION_ENDED, "Sign in again."));
    if (permissions != null && !Shares.areKnown(permissions)) {
      throw new ApiException(ErrorCode.VALIDATION_FAILED, "There is no such limit of chats.")
          .field("permissions");
    }
    UserPermissions wanted = permissions == null ? UserPermissions.OF_MEMBERS : permissions;
    UserPermissions given = Shares.within(wanted, inviter.permissions());
    if (permissions != null && !given.equals(permissions)) {
      throw new ApiException(
              ErrorCode.INSUFFICIENT_SCOPE, "Nobody can give permissions they do not hold.")
          .field("permissions");
    }
    String organization = store.organizationName(organizationId);
    Set<String> invited = new LinkedHashSet<>();
    List<Result> results =
        emails.stream()
            .map(address -> new Result(address, outcome(inviter, address, invited)))
            .toList();
    invited.forEach(email -> invite(inviter, organization, email, given));
    return results;
  }

  /** Only reads; adds to the set whom to invite. */
  private Outcome outcome(Account inviter, String address, Set<String> invited) {
    String email;
    try {
      email = addresses.plain(address);
      if (!email.endsWith("@" + inviter.domain())) {
        email = addresses.check(address);
      }
    } catch (ApiException e) {
      return Outcome.FAILED;
    }
    String organization = inviter.organizationId();
    if (accounts
        .findByEmail(email)
        .filter(account -> account.organizationId().equals(organization))
        .isPresent()) {
      return Outcome.ALREADY_MEMBER;
    }
    if (store.openFor(email, clock.instant()).stream()
        .anyMatch(open -> open.organizationId().equals(organization))) {
      return Outcome.PENDING_INVITE;
    }
    return invited.add(email) ? Outcome.INVITED : Outcome.PENDING_INVITE;
  }

  private void invite(
      Account inviter, String organizationName, String email, UserPermissions permissions) {
    String organization = inviter.organizationId();
    Instant now = clock.instant();
    String token = SecretTokens.random();
    Invitation invitation =
        new Invitation(
            UuidV7.next(),
            organization,
            email,
            inviter.id(),
            permissions,
            Status.PENDING,
            now,
            now.plus(LIFETIME));
    store.insert(invitation, SecretTokens.hash(token));
    mail(inviter, organizationName, email, token);
    events.done(
        organization,
        AuthEvents.user(inviter.id()),
        "invitation.created",
        "invitation:" + invitation.id());
  }

  /** Makes a new link; the old one ends. */
  @Transactional
  void resend(String organizationId, String userId, String id) {
    Invitation invitation = pending(organizationId, id);
    Account sender =
        accounts
            .find(organizationId, userId)
            .orElseThrow(() -> new ApiException(ErrorCode.SESSION_ENDED, "Sign in again."));
    String organization = store.organizationName(organizationId);
    String token = SecretTokens.random();
    store.renew(organizationId, id, SecretTokens.hash(token), clock.instant().plus(LIFETIME));
    mail(sender, organization, invitation.email(), token);
    events.done(organizationId, AuthEvents.user(userId), "invitation.resent", "invitation:" + id);
  }

  @Transactional
  void revoke(String organizationId, String userId, String id) {
    pending(organizationId, id);
    store.settle(organizationId, id, Status.REVOKED);
    events.done(organizationId, AuthEvents.user(userId), "invitation.revoked", "invitation:" + id);
  }

  private Invitation pending(String organizationId, String id) {
    return store
        .find(organizationId, id)
        .filter(invitation -> invitation.status() == Status.PENDING)
        .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "There is no such invitation."));
  }

  private void mail(Account inviter, String organizationName, String email, String token) {
    mails.send(
        email,
        MailTemplate.INVITATION,
        token,
        Map.of("inviter", inviter.name(), "organization", organizationName));
  }

  /**
   * What became of one address.
   *
   * @param email as it was sent
   * @param status what was done
   */
  public record Result(String email, Outcome status) {}

  /** What can become of an address. */
  public enum Outcome {
    /** A mail is on its way. */
    @JsonProperty("invited")
    INVITED,
    /** They are in the organization. */
    @JsonProperty("already_member")
    ALREADY_MEMBER,
    /** They were asked before and may still accept. */
    @JsonProperty("pending_invite")
    PENDING_INVITE,
    /** It is no address, or not one that may join. */
    @JsonProperty("failed")
    FAILED
  }
}
