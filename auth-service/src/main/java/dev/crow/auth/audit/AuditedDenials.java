package dev.crow.auth.audit;

import dev.crow.security.AccessDenials;
import dev.crow.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts every refused operation into the organization's audit log. A refusal goes through the outbox
 * as well, so that a broker that is away loses none.
 */
@Component
class AuditedDenials implements AccessDenials {

  private static final Logger log = LoggerFactory.getLogger(AuditedDenials.class);

  private final AuthEvents trail;
  private final TransactionTemplate transaction;

  AuditedDenials(AuthEvents trail, PlatformTransactionManager transactions) {
    this.trail = trail;
    this.transaction = new TransactionTemplate(transactions);
  }

  @Override
  public void denied(Caller caller, String operation, HttpServletRequest request) {
    if (caller.organizationId().equals(Caller.NO_ORGANIZATION)) {
      // Nobody's log.
      return;
    }
    try {
      transaction.executeWithoutResult(
          _ ->
              trail.refused(
                  caller.organizationId(),
                  AuthEvents.actor(caller),
                  "permission.denied",
                  "operation:" + operation));
    } catch (DataAccessException | TransactionException e) {
      // The refusal itself must not fail for it.
      log.error("A refusal of {} could not be audited", operation, e);
    }
  }
}
