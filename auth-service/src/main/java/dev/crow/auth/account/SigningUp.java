package dev.crow.auth.account;

import dev.crow.auth.account.MailedTokens.Purpose;
import dev.crow.auth.account.MailedTokens.Spent;
import dev.crow.auth.account.SignUpStore.SignUp;
import dev.crow.auth.audit.AuthEvents;
import dev.crow.auth.mail.MailTemplate;
import dev.crow.auth.mail.Mails;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.contracts.identity.v1.Role;
import dev.crow.contracts.identity.v1.UserPermissions;
import dev.crow.relational.UuidV7;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** From the asking for an account to the verified one. Whether an address is known never shows. */
@Service
class SigningUp {

  private final AccountStore accounts;
  private final SignUpStore signUps;
  private final MailedTokens tokens;
  private final PendingInvitations invitations;
  private final AuthEvents events;
  private final Mails mails;
  private final Clock clock;

  SigningUp(
      AccountStore accounts,
      SignUpStore signUps,
      MailedTokens tokens,
      PendingInvitations invitations,
      AuthEvents events,
      Mails mails,
      Clock clock) {
    this.accounts = accounts;
    this.signUps = signUps;
    this.tokens = tokens;
    this.invitations = invitations;
    this.events = events;
    this.mails = mails;
    this.clock = clock;
  }

  @Transactional
  void ask(String email, String name, String passwordHash) {
    Optional<Account> known = accounts.findByEmail(email);
    if (known.isPresent()) {
      mails.send(email, MailTemplate.ALREADY_REGISTERED, "", Map.of("name", known.get().name()));
      return;
    }
    SignUp signUp = new SignUp(UuidV7.next(), email, name, passwordHash);
    signUps.insert(signUp, clock.instant());
    mailLink(signUp);
  }

  @Transactional
  void mailAgain(String email) {
    signUps.newest(email, clock.instant()).ifPresent(this::mailLink);
  }

  private void mailLink(SignUp signUp) {
    String token = tokens.issue(Purpose.VERIFY_EMAIL, signUp.id(), signUp.email());
    mails.send(signUp.email(), MailTemplate.VERIFY_EMAIL, token, Map.of("name", signUp.name()));
  }

  /** Spends a token and makes its account; the first moment anybody else hears of it. */
  @Transactional
  void verify(Spent spent, String token) {
    SignUp signUp = signUps.find(spent.subject(), clock.instant()).orElseThrow(MailedTokens::used);
    if (accounts.findByEmail(signUp.email()).isPresent()) {
      throw MailedTokens.used();
    }
    Account account =
        invitations
            .take(signUp.email())
            .map(place -> member(signUp, place))
            .orElseGet(() -> founder(signUp));
    tokens.use(token);
    accounts.insert(account, signUp.passwordHash(), clock.instant());
    signUps.delete(signUp.email());
    events.done(
        account.organizationId(),
        AuthEvents.user(account.id()),
        "account.verified",
        AuthEvents.user(account.id()));
    if (account.onboarding() == Onboarding.COMPLETED) {
      events.identity(joined(account));
    }
  }

  private static Account founder(SignUp signUp) {
    return new Account(
        UuidV7.next(),
        UuidV7.next(),
        signUp.email(),
        signUp.name(),
        Role.OWNER,
        UserPermissions.OF_OWNERS,
        Onboarding.PENDING);
  }

  private static Account member(SignUp signUp, PendingInvitations.Place place) {
    return new Account(
        UuidV7.next(),
        place.organizationId(),
        signUp.email(),
        signUp.name(),
        Role.MEMBER,
        place.permissions(),
        Onboarding.COMPLETED);
  }

  private IdentityEvent joined(Account account) {
    return new IdentityEvent.UserJoined(
        account.organizationId(),
        account.id(),
        account.email(),
        account.name(),
        account.role(),
        account.permissions(),
        clock.instant());
  }
}
