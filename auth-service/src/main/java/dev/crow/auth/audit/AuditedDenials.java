package dev.crow.auth.audit;

import dev.crow.security.AccessDenials;
import dev.crow.security.Refusal;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts every refused operation into the organization's audit log. A refusal goes through the outbox
 * as well, so that a broker that is away loses none.
 */
@Component
class AuditedDenials implements AccessDenials {

  private final AuthEvents trail;
  private final TransactionTemplate transaction;

  AuditedDenials(AuthEvents trail, TransactionTemplate transaction) {
    this.trail = trail;
    this.transaction = transaction;
  }

  @Override
  public void denied(Refusal refusal) {
    transaction.executeWithoutResult(_ -> trail.refused(refusal));
  }
}
