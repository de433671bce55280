package dev.crow.interaction.retelling;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.crow.contracts.Permissions;
import dev.crow.interaction.analysis.Prompt;
import dev.crow.interaction.retelling.Redescription.Describer;
import dev.crow.interaction.retelling.Redescription.State;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Other words for interactions. */
@RestController
@RequestMapping("/api/v1/interactions/redescriptions")
@RequiresPermission(Permissions.SETTINGS_MANAGE)
@Tag(name = "Interactions")
class RedescriptionController {

  private static final int MAX_LIMIT = 100;

  private final Redescriptions redescriptions;

  RedescriptionController(Redescriptions redescriptions) {
    this.redescriptions = redescriptions;
  }

  @PostMapping
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Tell the archived sessions of a time range in other words",
      description =
          "The words are kept beside those that are shown until they are promoted. One at a time.")
  Redescription begin(
      @AuthenticationPrincipal Caller caller,
      @Parameter(description = "Sessions that began then or later") @RequestParam Instant from,
      @Parameter(description = "Sessions that began earlier than this") @RequestParam Instant to,
      @RequestParam Describer describer,
      @Parameter(description = "Which questions a model is asked") @RequestParam(required = false)
          @Nullable Prompt prompt) {
    return redescriptions.begin(caller, from, to, describer, prompt);
  }

  @GetMapping
  @Operation(summary = "List the latest redescriptions, newest first, 50 at most")
  All all(@AuthenticationPrincipal Caller caller) {
    return new All(redescriptions.latest(caller.organizationId()));
  }

  @GetMapping("/{id}")
  @Operation(summary = "See how far a redescription is")
  Redescription one(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return redescriptions.require(caller.organizationId(), id);
  }

  @GetMapping("/{id}/differences")
  @Operation(summary = "See old and new words side by side")
  Page differences(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @Parameter(description = "nextCursor of the page before") @RequestParam(defaultValue = "")
          String cursor,
      @Parameter(description = "1 to 100") @RequestParam(defaultValue = "20") int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new ApiException(
              ErrorCode.INVALID_PARAMETER, "The limit must be from 1 to " + MAX_LIMIT + ".")
          .field("limit");
    }
    Redescription one = redescriptions.require(caller.organizationId(), id);
    List<Difference> found = redescriptions.differences(one, cursor, limit + 1);
    List<Difference> page = found.subList(0, Math.min(limit, found.size()));
    return new Page(page, found.size() > limit ? page.getLast().interactionId() : null);
  }

  @PostMapping("/{id}/promote")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(summary = "Show the new words from now on")
  Redescription promote(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return redescriptions.move(
        caller, id, State.READY, State.PROMOTING, "interactions.redescribe.promote");
  }

  @PostMapping("/{id}/roll-back")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(summary = "Show the old words again")
  Redescription rollBack(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return redescriptions.move(
        caller, id, State.PROMOTED, State.ROLLING_BACK, "interactions.redescribe.roll-back");
  }

  @PostMapping("/{id}/cancel")
  @Operation(summary = "Stop making other words")
  Redescription cancel(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return redescriptions.move(
        caller, id, State.RUNNING, State.CANCELLED, "interactions.redescribe.cancel");
  }

  /**
   * @param items newest first
   */
  @Schema(name = "Redescriptions")
  record All(List<Redescription> items) {}

  /**
   * @param items at most the limit
   * @param nextCursor for the next page; null on the last
   */
  @Schema(name = "RedescriptionDifferences")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Page(List<Difference> items, @Nullable String nextCursor) {}
}
