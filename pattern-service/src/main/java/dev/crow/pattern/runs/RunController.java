package dev.crow.pattern.runs;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.crow.contracts.Permissions;
import dev.crow.pattern.mining.TimePeriod;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.web.SignedCursors;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Runs of the workflow {@code generate-insights}. */
@RestController
@RequestMapping("/api/v1/patterns/runs")
@Tag(name = "Patterns")
class RunController {

  private static final int MAX_LIMIT = 100;

  private final Runs runs;
  private final SignedCursors cursors;

  RunController(Runs runs, @Qualifier("runCursors") SignedCursors cursors) {
    this.runs = runs;
    this.cursors = cursors;
  }

  @GetMapping
  @RequiresPermission(Permissions.PATTERNS_READ)
  @Operation(summary = "List the runs that work out patterns, newest first")
  RunPage list(
      @AuthenticationPrincipal Caller caller,
      @Parameter(description = "nextCursor of the page before") @RequestParam(required = false)
          @Nullable String cursor,
      @Parameter(description = "1 to 100") @RequestParam(defaultValue = "20") int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new ApiException(ErrorCode.INVALID_PARAMETER, "limit is from 1 to 100.").field("limit");
    }
    String organization = caller.organizationId();
    List<Run> found =
        runs.latest(
            organization, cursor == null ? null : cursors.read(organization, cursor), limit + 1);
    List<Run> page = found.subList(0, Math.min(limit, found.size()));
    return new RunPage(
        page, found.size() > limit ? cursors.write(organization, page.getLast().id()) : null);
  }

  @GetMapping("/{id}")
  @RequiresPermission(Permissions.PATTERNS_READ)
  @Operation(summary = "One run: where it is, and how often it was tried")
  Run one(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return runs.find(caller.organizationId(), id)
        .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "There is no such run."));
  }

  @PostMapping
  @ResponseStatus(HttpStatus.ACCEPTED)
  @RequiresPermission(Permissions.SETTINGS_MANAGE)
  @Operation(
      summary = "Work out the patterns of a period again",
      description =
          "Patterns are worked out by themselves whenever interactions changed. A day leads on to"
              + " the week, month and year it is in, and to all time. Asking for a period that waits"
              + " already changes nothing.")
  Accepted ask(@AuthenticationPrincipal Caller caller, @RequestBody Wish wish) {
    TimePeriod period =
        TimePeriod.of(wish.period() == null ? "" : wish.period())
            .orElseThrow(
                () ->
                    new ApiException(
                            ErrorCode.VALIDATION_FAILED,
                            "period is day, week, month, year or all_time.")
                        .field("/period"));
    LocalDate day = wish.day();
    if (day == null && period != TimePeriod.ALL_TIME) {
      throw new ApiException(ErrorCode.VALIDATION_FAILED, "day is any day of the period.")
          .field("/day");
    }
    PatternsDue due =
        new PatternsDue(
            caller.organizationId(),
            period.word(),
            period.startOf(day == null ? TimePeriod.EVER : day),
            PatternsDue.ASKED);
    runs.add(due);
    return new Accepted(due.timePeriod(), due.start());
  }

  /**
   * @param items newest first
   * @param nextCursor of the next page; absent on the last
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record RunPage(List<Run> items, @Nullable String nextCursor) {}

  /**
   * @param period day, week, month, year or all_time
   * @param day any day of it, UTC; not needed for all_time
   */
  record Wish(@Nullable String period, @Nullable LocalDate day) {}

  /**
   * @param period that is due
   * @param start its first day
   */
  record Accepted(String period, LocalDate start) {}
}
