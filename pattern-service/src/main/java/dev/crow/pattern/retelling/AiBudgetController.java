package dev.crow.pattern.retelling;

import dev.crow.aibudget.AiBudget;
import dev.crow.aibudget.AiBudget.Spending;
import dev.crow.aibudget.AiLimit;
import dev.crow.aibudget.AiLimits;
import dev.crow.contracts.Permissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the wording of patterns costs the caller's organization. */
@RestController
@RequestMapping("/api/v1/patterns/ai-budget")
@RequiresPermission(Permissions.BILLING_MANAGE)
@Tag(name = "Patterns")
class AiBudgetController {

  private final AiBudget budget;
  private final AiLimits limits;

  AiBudgetController(AiBudget budget, AiLimits limits) {
    this.budget = budget;
    this.limits = limits;
  }

  @GetMapping
  @Operation(
      summary = "See what wording patterns by a model costs this month, and the limit",
      description = "Amounts are in millionths of a US dollar. Beyond the limit, templates tell.")
  Spending spending(@AuthenticationPrincipal Caller caller) {
    return budget.spending(caller.organizationId());
  }

  @PutMapping
  @Operation(summary = "Set the month's limit for wording patterns; 0 asks no model")
  Spending limit(@AuthenticationPrincipal Caller caller, @RequestBody AiLimit limit) {
    return limits.set(caller, limit);
  }
}
