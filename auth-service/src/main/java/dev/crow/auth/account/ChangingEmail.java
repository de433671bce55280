package dev.crow.auth.account;

import dev.crow.auth.account.MailedTokens.Purpose;
import dev.crow.auth.account.MailedTokens.Spent;
import dev.crow.auth.audit.AuthEvents;
import dev.crow.auth.mail.MailTemplate;
import dev.crow.auth.mail.Mails;
import dev.crow.contracts.identity.v1.IdentityEvent;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** New addresses, which count once they are confirmed, and links that confirm addresses. */
@Service
class ChangingEmail {

  private final AccountStore accounts;
  private final MailedTokens tokens;
  private final SigningUp signingUp;
  private final AuthEvents events;
  private final Mails mails;
  private final Clock clock;

  ChangingEmail(
      AccountStore accounts,
      MailedTokens tokens,
      SigningUp signingUp,
      AuthEvents events,
      Mails mails,
      Clock clock) {
    this.accounts = accounts;
    this.tokens = tokens;
    this.signingUp = signingUp;
    this.events = events;
    this.mails = mails;
    this.clock = clock;
  }

  /** Tells both addresses, and the asker nothing about whose the new one is. */
  @Transactional
  void ask(Account account, String email) {
    Map<String, String> values = Map.of("name", account.name());
    boolean taken = accounts.findByEmail(email).isPresent();
    mails.send(account.email(), MailTemplate.EMAIL_CHANGE_ASKED, "", values);
    if (taken) {
      mails.send(email, MailTemplate.ALREADY_REGISTERED, "", values);
      return;
    }
    String token = tokens.issue(Purpose.CHANGE_EMAIL, account.id(), email);
    mails.send(email, MailTemplate.CONFIRM_NEW_EMAIL, token, values);
    events.done(
        account.organizationId(),
        AuthEvents.user(account.id()),
        "email.change-asked",
        AuthEvents.user(account.id()));
  }

  /** Opens a link that confirms an address, of a new account or of an old one. */
  @Transactional
  void confirm(String token) {
    Spent found = tokens.find(token).orElseThrow(MailedTokens::used);
    switch (found.purpose()) {
      case VERIFY_EMAIL -> signingUp.verify(found, token);
      case CHANGE_EMAIL -> change(found, token);
      case RESET_PASSWORD -> throw MailedTokens.used();
    }
  }

  private void change(Spent spent, String token) {
    Account account = accounts.find(spent.subject()).orElseThrow(MailedTokens::used);
    if (accounts.findByEmail(spent.email()).isPresent()) {
      throw MailedTokens.used();
    }
    tokens.use(token);
    accounts.setEmail(account.id(), spent.email());
    // Links that went to the old address lose their worth with it.
    tokens.drop(account.id());
    events.done(
        account.organizationId(),
        AuthEvents.user(account.id()),
        "email.changed",
        AuthEvents.user(account.id()));
    if (account.onboarding() != Onboarding.PENDING) {
      events.identity(
          new IdentityEvent.EmailChanged(
              account.organizationId(), account.id(), spent.email(), clock.instant()));
    }
  }
}
