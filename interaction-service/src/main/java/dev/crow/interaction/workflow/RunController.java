package dev.crow.interaction.workflow;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.crow.contracts.Permissions;
import dev.crow.interaction.workflow.WorkflowRun.State;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Runs of {@code process-interaction}. */
@RestController
@RequestMapping("/api/v1/interactions/runs")
@Tag(name = "Interactions")
class RunController {

  private static final int MAX_LIMIT = 100;

  private final Runs runs;

  RunController(Runs runs) {
    this.runs = runs;
  }

  @GetMapping
  @RequiresPermission(Permissions.INTERACTIONS_READ)
  @Operation(summary = "List the runs that made interactions, newest first")
  Page list(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(required = false) @Nullable State state,
      @Parameter(description = "nextCursor of the page before") @RequestParam(required = false)
          @Nullable String cursor,
      @Parameter(description = "1 to 100") @RequestParam(defaultValue = "20") int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new ApiException(
              ErrorCode.INVALID_PARAMETER, "The limit must be from 1 to " + MAX_LIMIT + ".")
          .field("limit");
    }
    List<WorkflowRun> found = runs.page(caller.organizationId(), state, cursor, limit + 1);
    List<WorkflowRun> page = found.subList(0, Math.min(limit, found.size()));
    return new Page(page, found.size() > limit ? page.getLast().id() : null);
  }

  @GetMapping("/{id}")
  @RequiresPermission(Permissions.INTERACTIONS_READ)
  @Operation(summary = "See the steps of a run, and what stands in its way")
  WorkflowRun one(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return runs.require(caller.organizationId(), id);
  }

  @PostMapping("/{id}/cancel")
  @RequiresPermission(Permissions.SETTINGS_MANAGE)
  @Operation(
      summary = "Stop a run",
      description = "What it got done stands: the interaction keeps the words it has.")
  WorkflowRun cancel(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return runs.cancel(caller, id);
  }

  @PostMapping("/{id}/resume")
  @RequiresPermission(Permissions.SETTINGS_MANAGE)
  @Operation(
      summary = "Take up a failed or cancelled run again",
      description = "It goes on at the step it stopped at.")
  WorkflowRun resume(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return runs.resume(caller, id);
  }

  /**
   * @param items at most the limit
   * @param nextCursor for the next page; null on the last
   */
  @Schema(name = "WorkflowRuns")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Page(List<WorkflowRun> items, @Nullable String nextCursor) {}
}
