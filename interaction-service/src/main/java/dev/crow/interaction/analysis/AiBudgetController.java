package dev.crow.interaction.analysis;

import dev.crow.contracts.Permissions;
import dev.crow.contracts.Topics;
import dev.crow.contracts.audit.v1.AuditEvent;
import dev.crow.events.Event;
import dev.crow.events.Outbox;
import dev.crow.interaction.analysis.AiBudget.Spending;
import dev.crow.relational.UuidV7;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What models cost the caller's organization. */
@RestController
@RequestMapping("/api/v1/interactions/ai-budget")
@RequiresPermission(Permissions.BILLING_MANAGE)
@Tag(name = "Interactions")
class AiBudgetController {

  private final AiBudget budget;
  private final Outbox outbox;
  private final TransactionTemplate transaction;

  AiBudgetController(AiBudget budget, Outbox outbox, PlatformTransactionManager transactions) {
    this.budget = budget;
    this.outbox = outbox;
    this.transaction = new TransactionTemplate(transactions);
  }

  @GetMapping
  @Operation(
      summary = "See what models cost this month, and the limit",
      description = "Amounts are in millionths of a US dollar. Beyond the limit, rules tell alone.")
  Spending spending(@AuthenticationPrincipal Caller caller) {
    return budget.spending(caller.organizationId());
  }

  @PutMapping
  @Operation(summary = "Set the month's limit; 0 asks no model")
  Spending limit(@AuthenticationPrincipal Caller caller, @RequestBody Limit limit) {
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
            Instant.now());
    transaction.executeWithoutResult(
        _ -> {
          budget.limit(organization, limit.limit());
          outbox.add(
              Topics.AUDIT_EVENTS,
              new Event<>(UuidV7.next(), organization, organization, decision));
        });
    return budget.spending(organization);
  }

  /**
   * @param limit for a month, in millionths of a US dollar
   */
  @Schema(name = "AiLimit")
  record Limit(long limit) {}
}
