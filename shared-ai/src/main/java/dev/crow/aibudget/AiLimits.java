package dev.crow.aibudget;

import dev.crow.aibudget.AiBudget.Spending;
import dev.crow.contracts.Topics;
import dev.crow.contracts.audit.v1.AuditEvent;
import dev.crow.events.Event;
import dev.crow.events.Outbox;
import dev.crow.relational.UuidV7;
import dev.crow.security.Caller;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.time.Clock;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets organizations change their limit, on the record. */
public final class AiLimits {

  private final AiBudget budget;
  private final Outbox outbox;
  private final TransactionTemplate transaction;
  private final Clock clock;

  /**
   * @param budget that is limited
   * @param outbox tells the audit log
   * @param transaction of the database the budget is in
   * @param clock of the audit log
   */
  public AiLimits(AiBudget budget, Outbox outbox, TransactionTemplate transaction, Clock clock) {
    this.budget = budget;
    this.outbox = outbox;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * @param caller whose organization it is
   * @param limit from 0 to what is configured
   * @return this month's spending under it
   * @throws ApiException if the limit is out of range
   */
  public Spending set(Caller caller, AiLimit limit) {
    if (limit.limit() < 0 || limit.limit() > budget.ceiling()) {
      throw new ApiException(
              ErrorCode.INVALID_PARAMETER, "The limit must be from 0 to " + budget.ceiling() + ".")
          .field("limit");
    }
    String organization = caller.organizationId();
    AuditEvent decision =
        new AuditEvent(
            organization,
            caller.subject(),
            "ai.budget",
            "limit:" + limit.limit(),
            AuditEvent.Outcome.DONE,
            null,
            clock.instant());
    transaction.executeWithoutResult(
        _ -> {
          budget.limit(organization, limit.limit());
          outbox.add(
              Topics.AUDIT_EVENTS,
              new Event<>(UuidV7.next(), organization, organization, decision));
        });
    return budget.spending(organization);
  }
}
