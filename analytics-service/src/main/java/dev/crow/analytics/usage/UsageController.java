package dev.crow.analytics.usage;

import dev.crow.analytics.usage.Journal.DayUse;
import dev.crow.contracts.Permissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the caller's organization used, by day. */
@RestController
@RequestMapping("/api/v1/analytics/usage")
@RequiresPermission(Permissions.BILLING_MANAGE)
@Tag(name = "Usage")
class UsageController {

  private static final int LONGEST = 400;

  private final Journal journal;

  UsageController(Journal journal) {
    this.journal = journal;
  }

  @GetMapping
  @Operation(
      summary = "What was used on each day",
      description =
          "Exact: each interaction, pattern and call of a model once, on the UTC day it was stored"
              + " on, or the first one that is not billed yet. Storage is bytes as measured that day;"
              + " ai-cost is millionths of the currency.")
  UsageView days(
      @AuthenticationPrincipal Caller caller,
      @Parameter(description = "First day, UTC; 30 days ago if absent")
          @RequestParam(required = false)
          @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate from,
      @Parameter(description = "Last day, UTC; today if absent")
          @RequestParam(required = false)
          @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate to) {
    LocalDate last = Objects.requireNonNullElseGet(to, UsageController::today);
    LocalDate first = Objects.requireNonNullElseGet(from, () -> last.minusDays(29));
    if (first.isAfter(last) || ChronoUnit.DAYS.between(first, last) >= LONGEST) {
      throw new ApiException(ErrorCode.INVALID_PARAMETER, "from is at most 399 days before to.")
          .field("from");
    }
    return new UsageView(
        first,
        last,
        journal.days(caller.organizationId(), first, last.plusDays(1)).stream()
            .map(UsageRow::of)
            .toList());
  }

  private static LocalDate today() {
    return LocalDate.ofInstant(Clock.systemUTC().instant(), ZoneOffset.UTC);
  }

  /**
   * @param from first day
   * @param to last day
   * @param days what was used, in the order of days
   */
  record UsageView(LocalDate from, LocalDate to, List<UsageRow> days) {}

  /** What was used on one day. */
  record UsageRow(
      LocalDate day, String measure, String source, String eventType, long quantity, long entries) {

    static UsageRow of(DayUse use) {
      return new UsageRow(
          use.day(),
          use.measure().word(),
          use.source(),
          use.eventType(),
          use.quantity(),
          use.entries());
    }
  }
}
