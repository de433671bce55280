package dev.crow.interaction.lifecycle;

import dev.crow.contracts.Permissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What archive and retention did, and would do. */
@RestController
@RequestMapping("/api/v1/interactions/lifecycle")
@RequiresPermission(Permissions.SETTINGS_MANAGE)
@Tag(name = "Interactions")
class LifecycleController {

  private static final int RUNS = 50;

  private final Lifecycle lifecycle;
  private final LifecycleRuns runs;

  LifecycleController(Lifecycle lifecycle, LifecycleRuns runs) {
    this.lifecycle = lifecycle;
    this.runs = runs;
  }

  @GetMapping("/preview")
  @Operation(
      summary = "Count what retention would remove and the archive take in, changing nothing")
  LifecyclePreview preview(@AuthenticationPrincipal Caller caller) {
    return lifecycle.preview(caller.organizationId());
  }

  @GetMapping("/runs")
  @Operation(summary = "List the latest runs of archive and retention, newest first, 50 at most")
  Runs runs(@AuthenticationPrincipal Caller caller) {
    return new Runs(runs.latest(caller.organizationId(), RUNS));
  }

  /**
   * @param items newest first
   */
  record Runs(List<LifecycleRun> items) {}
}
