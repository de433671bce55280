package dev.crow.auth.account;

import dev.crow.auth.audit.AuthEvents;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes refused sign-ins to the audit log, behind the answer: only those of known accounts are
 * written, and the time an answer takes must not tell which those are.
 */
@Component
class Refusals {

  private final AuthEvents events;
  private final TransactionTemplate transaction;
  private final BehindTheAnswer behind;

  Refusals(AuthEvents events, TransactionTemplate transaction, BehindTheAnswer behind) {
    this.events = events;
    this.transaction = transaction;
    this.behind = behind;
  }

  void note(Account account) {
    behind.run("Auditing a refused sign-in", () -> write(account));
  }

  private void write(Account account) {
    transaction.executeWithoutResult(
        _ ->
            events.refused(
                account.organizationId(), AuthEvents.user(account.id()), "session.refused", null));
  }
}
