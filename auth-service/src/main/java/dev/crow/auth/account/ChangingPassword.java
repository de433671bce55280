package dev.crow.auth.account;

import dev.crow.auth.account.MailedTokens.Purpose;
import dev.crow.auth.account.MailedTokens.Spent;
import dev.crow.auth.audit.AuthEvents;
import dev.crow.auth.mail.MailTemplate;
import dev.crow.auth.mail.Mails;
import dev.crow.auth.password.PasswordHasher;
import dev.crow.auth.password.PasswordRules;
import dev.crow.security.Caller;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
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

  private final OwnProof proof;
  private final AccountStore store;
  private final MailedTokens tokens;
  private final PasswordRules rules;
  private final PasswordHasher hasher;
  private final EndingSessions sessions;
  private final AuthEvents events;
  private final Mails mails;
  private final TransactionTemplate transaction;

  ChangingPassword(
      OwnProof proof,
      AccountStore store,
      MailedTokens tokens,
      PasswordRules rules,
      PasswordHasher hasher,
      EndingSessions sessions,
      AuthEvents events,
      Mails mails,
      TransactionTemplate transaction) {
    this.proof = proof;
    this.store = store;
    this.tokens = tokens;
    this.rules = rules;
    this.hasher = hasher;
    this.sessions = sessions;
    this.events = events;
    this.mails = mails;
    this.transaction = transaction;
  }

  /** Does nothing for an unknown address; whoever calls must not let that be seen or measured. */
  void askForReset(String email) {
    transaction.executeWithoutResult(
        _ -> {
          Account account = store.findByEmail(email).orElse(null);
          if (account != null) {
            String token = tokens.issue(Purpose.RESET_PASSWORD, account.id(), email);
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
      String hash = hasher.hash(normal);
      transaction.executeWithoutResult(
          _ -> {
            Runnable ending = sessions.endingAll(account.organizationId(), account.id(), null);
            store.setPasswordHash(account.id(), hash);
            tell(account, ending, "password.reset");
          });
      done = true;
    } finally {
      if (!done) {
        tokens.release(token);
      }
    }
  }

  /** The session it is done from stays. */
  void change(Caller caller, Account account, @Nullable String current, String password) {
    // Read first: what the proof is of is what may be replaced.
    String present = store.passwordHash(account.id()).orElse("");
    proof.require(caller, account, current);
    String session = caller.attributes().getOrDefault("session", "");
    String hash = hasher.hash(rules.check(password, account.email()));
    transaction.executeWithoutResult(
        _ -> {
          Runnable ending = sessions.endingAll(account.organizationId(), account.id(), session);
          // Not over one that was chosen by a mailed link meanwhile, which ended this session too.
          if (!store.replacePasswordHash(account.id(), present, hash)) {
            throw new ApiException(ErrorCode.CONFLICT, "The password was changed meanwhile.");
          }
          tell(account, ending, "password.changed");
        });
  }

  /**
   * @throws ApiException {@code CONFLICT} if nothing else would be left to sign in with
   */
  void remove(Account account) {
    transaction.executeWithoutResult(
        _ -> {
          if (!store.removePasswordHash(account.organizationId(), account.id())) {
            throw new ApiException(
                ErrorCode.CONFLICT, "There is no password, or no passkey to sign in with instead.");
          }
          tokens.drop(account.id());
          events.done(
              account.organizationId(),
              AuthEvents.user(account.id()),
              "password.removed",
              AuthEvents.user(account.id()));
          mails.send(
              account.email(), MailTemplate.PASSWORD_REMOVED, "", Map.of("name", account.name()));
        });
  }

  private void tell(Account account, Runnable ending, String action) {
    tokens.drop(account.id());
    ending.run();
    events.done(
        account.organizationId(),
        AuthEvents.user(account.id()),
        action,
        AuthEvents.user(account.id()));
    mails.send(account.email(), MailTemplate.PASSWORD_CHANGED, "", Map.of("name", account.name()));
  }
}
