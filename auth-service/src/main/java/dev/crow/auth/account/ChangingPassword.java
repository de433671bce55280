package dev.crow.auth.account;

import dev.crow.auth.account.MailedTokens.Purpose;
import dev.crow.auth.account.MailedTokens.Spent;
import dev.crow.auth.audit.AuthEvents;
import dev.crow.auth.mail.MailTemplate;
import dev.crow.auth.mail.Mails;
import dev.crow.auth.password.PasswordHasher;
import dev.crow.auth.password.PasswordRules;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * New passwords, for those who know the old one and for those who own the address. Either ends what
 * else is signed in.
 */
@Service
class ChangingPassword {

  private final Accounts accounts;
  private final AccountStore store;
  private final MailedTokens tokens;
  private final PasswordRules rules;
  private final PasswordHasher hasher;
  private final EndingSessions sessions;
  private final AuthEvents events;
  private final Mails mails;
  private final TransactionTemplate transaction;

  ChangingPassword(
      Accounts accounts,
      AccountStore store,
      MailedTokens tokens,
      PasswordRules rules,
      PasswordHasher hasher,
      EndingSessions sessions,
      AuthEvents events,
      Mails mails,
      TransactionTemplate transaction) {
    this.accounts = accounts;
    this.store = store;
    this.tokens = tokens;
    this.rules = rules;
    this.hasher = hasher;
    this.sessions = sessions;
    this.events = events;
    this.mails = mails;
    this.transaction = transaction;
  }

  /** Writes as much for an unknown address as for a known one, and mails only to the latter. */
  void askForReset(String email) {
    transaction.executeWithoutResult(
        _ -> {
          Account account = store.findByEmail(email).orElse(null);
          String subject = account == null ? "" : account.id();
          String token = tokens.issue(Purpose.RESET_PASSWORD, subject, email);
          if (account != null) {
            mails.send(email, MailTemplate.RESET_PASSWORD, token, Map.of("name", account.name()));
          }
        });
  }

  void reset(String token, String password) {
    Spent asked =
        tokens
            .find(token)
            .filter(found -> found.purpose() == Purpose.RESET_PASSWORD)
            .orElseThrow(MailedTokens::used);
    String normal = rules.check(password, asked.email());
    // Taken before the hash is made, so that of many at once only one makes a hash.
    tokens.spend(token);
    boolean done = false;
    try {
      Account account = store.find(asked.subject()).orElseThrow(MailedTokens::used);
      take(account, hasher.hash(normal), null, "password.reset");
      done = true;
    } finally {
      if (!done) {
        tokens.release(token);
      }
    }
  }

  /**
   * @param session the one that stays
   */
  void change(Account account, String present, String password, String session) {
    accounts.requirePassword(account, present);
    String hash = hasher.hash(rules.check(password, account.email()));
    take(account, hash, session, "password.changed");
  }

  private void take(Account account, String hash, @Nullable String session, String action) {
    transaction.executeWithoutResult(
        _ -> {
          Runnable ending = sessions.endingAll(account.organizationId(), account.id(), session);
          store.setPasswordHash(account.id(), hash);
          tokens.drop(account.id());
          ending.run();
          events.done(
              account.organizationId(),
              AuthEvents.user(account.id()),
              action,
              AuthEvents.user(account.id()));
          mails.send(
              account.email(), MailTemplate.PASSWORD_CHANGED, "", Map.of("name", account.name()));
        });
  }
}
