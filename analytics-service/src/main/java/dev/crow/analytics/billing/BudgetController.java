package dev.crow.analytics.billing;

import dev.crow.analytics.billing.Budget.Watched;
import dev.crow.analytics.billing.Budgets.Alert;
import dev.crow.contracts.Permissions;
import dev.crow.relational.UuidV7;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.EntityTags;
import dev.crow.web.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Budgets of the caller's organization. */
@RestController
@RequestMapping("/api/v1/billing")
@RequiresPermission(Permissions.BILLING_MANAGE)
@Tag(name = "Billing")
class BudgetController {

  private static final int MOST = 50;
  private static final List<Integer> USUAL = List.of(70, 90, 100);

  private final Budgets budgets;
  private final WatchingBudgets watching;
  private final Clock clock;

  BudgetController(Budgets budgets, WatchingBudgets watching, Clock clock) {
    this.budgets = budgets;
    this.watching = watching;
    this.clock = clock;
  }

  /**
   * @param name for people
   * @param measure what is watched
   * @param limit of a month: interactions, patterns, bytes, or the currency's smallest unit
   * @param thresholds percents of the limit at which people are told; null for 70, 90 and 100
   */
  @Schema(name = "BudgetContent")
  record Content(
      @NotBlank @Size(max = 100) @Pattern(regexp = "[^\\p{Cc}\\p{Cs}\\u2028\\u2029]*") String name,
      @NotNull Watched measure,
      @Min(1) @Max(1_000_000_000_000_000L) long limit,
      @Nullable @Size(min = 1, max = 10) List<@NotNull @Min(1) @Max(1_000) Integer> thresholds) {

    private Budget budget(String id, long version, Instant createdAt) {
      List<Integer> percents = thresholds == null ? USUAL : thresholds;
      return new Budget(
          id,
          name.strip(),
          measure,
          limit,
          percents.stream().distinct().sorted().toList(),
          version,
          createdAt);
    }
  }

  @GetMapping("/budgets")
  @Operation(summary = "All budgets, with what the month has used of them so far")
  BudgetList all(@AuthenticationPrincipal Caller caller) {
    String organization = caller.organizationId();
    return new BudgetList(
        budgets.all(organization).stream().map(budget -> view(organization, budget)).toList());
  }

  @GetMapping("/budgets/{id}")
  @Operation(summary = "One budget")
  ResponseEntity<BudgetView> one(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return answer(HttpStatus.OK, caller, require(caller, id));
  }

  @PostMapping("/budgets")
  @Operation(summary = "Watch something", description = "At most 50 budgets.")
  ResponseEntity<BudgetView> add(
      @AuthenticationPrincipal Caller caller, @Valid @RequestBody Content content) {
    if (budgets.all(caller.organizationId()).size() >= MOST) {
      throw new ApiException(ErrorCode.QUOTA_EXCEEDED, "There are at most 50 budgets.");
    }
    Budget budget = content.budget(UuidV7.next(), 1, clock.instant());
    budgets.add(caller.organizationId(), budget);
    return answer(HttpStatus.CREATED, caller, budget);
  }

  @PutMapping("/budgets/{id}")
  @Operation(summary = "Change a budget", description = "With If-Match only the version it names.")
  ResponseEntity<BudgetView> change(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @Valid @RequestBody Content content) {
    Budget before = require(caller, id);
    EntityTags.require(ifMatch, before.version());
    Budget budget = content.budget(id, before.version() + 1, before.createdAt());
    if (!budgets.change(caller.organizationId(), budget, before.version())) {
      throw new ApiException(
          ErrorCode.PRECONDITION_FAILED, "Read it again, and change what is there now.");
    }
    return answer(HttpStatus.OK, caller, budget);
  }

  @DeleteMapping("/budgets/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Watch it no longer")
  void remove(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    require(caller, id);
    budgets.remove(caller.organizationId(), id);
  }

  @GetMapping("/alerts")
  @Operation(summary = "Thresholds that were reached, newest first")
  AlertList alerts(
      @AuthenticationPrincipal Caller caller,
      @Parameter(description = "1 to 100") @RequestParam(defaultValue = "20") int limit) {
    if (limit < 1 || limit > 100) {
      throw new ApiException(ErrorCode.INVALID_PARAMETER, "limit is from 1 to 100.").field("limit");
    }
    return new AlertList(budgets.alerts(caller.organizationId(), limit));
  }

  private Budget require(Caller caller, String id) {
    return budgets
        .find(caller.organizationId(), id)
        .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "There is no such budget."));
  }

  private ResponseEntity<BudgetView> answer(HttpStatus status, Caller caller, Budget budget) {
    return ResponseEntity.status(status)
        .eTag(EntityTags.of(budget.version()))
        .body(view(caller.organizationId(), budget));
  }

  private BudgetView view(String organization, Budget budget) {
    long used = watching.used(organization, budget.measure());
    return new BudgetView(
        budget.id(),
        budget.name(),
        budget.measure(),
        budget.limit(),
        budget.thresholds(),
        used,
        100.0 * used / budget.limit(),
        Level.of(used, budget.limit()),
        budget.createdAt());
  }

  /**
   * @param items in the order they were made in
   */
  record BudgetList(List<BudgetView> items) {}

  /**
   * A budget and what the month has used of it.
   *
   * @param used so far, in the unit of the limit
   * @param percentage of the limit
   * @param level green, from 70 % yellow, from 90 % red
   */
  record BudgetView(
      String id,
      String name,
      Watched measure,
      long limit,
      List<Integer> thresholds,
      long used,
      double percentage,
      Level level,
      Instant createdAt) {}

  /**
   * @param items newest first
   */
  record AlertList(List<Alert> items) {}
}
