package dev.crow.interaction.replay;

import dev.crow.contracts.Permissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Replays of archived sessions. */
@RestController
@RequestMapping("/api/v1/interactions/replays")
@RequiresPermission(Permissions.SETTINGS_MANAGE)
@Tag(name = "Interactions")
class ReplayController {

  private final Replays replays;

  ReplayController(Replays replays) {
    this.replays = replays;
  }

  @PostMapping
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Tell the archived sessions of a time range once more",
      description =
          "They go the way they went the first time, under the names they had: what is known"
              + " already is not doubled, what was lost is made again. One at a time.")
  Replay begin(
      @AuthenticationPrincipal Caller caller,
      @Parameter(description = "Sessions that began then or later") @RequestParam Instant from,
      @Parameter(description = "Sessions that began earlier than this") @RequestParam Instant to) {
    return replays.begin(caller, from, to);
  }

  @GetMapping
  @Operation(summary = "List the latest replays, newest first, 50 at most")
  All all(@AuthenticationPrincipal Caller caller) {
    return new All(replays.latest(caller.organizationId()));
  }

  @GetMapping("/{id}")
  @Operation(summary = "See how far a replay is")
  Replay one(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return replays.require(caller.organizationId(), id);
  }

  /**
   * @param items newest first
   */
  @Schema(name = "Replays")
  record All(List<Replay> items) {}
}
