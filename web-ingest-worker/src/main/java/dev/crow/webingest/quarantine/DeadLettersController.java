package dev.crow.webingest.quarantine;

import dev.crow.contracts.Permissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.security.ServiceSecret;
import dev.crow.web.SignedCursors;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The caller's events that broke their schema. */
@RestController
@RequestMapping("/api/v1/ingestion/dead-letters")
@RequiresPermission(Permissions.INTEGRATIONS_MANAGE)
@Tag(name = "Dead letters")
class DeadLettersController {

  private final DeadLetters letters;
  private final DeadLetterStore store;
  private final SignedCursors cursors;

  DeadLettersController(DeadLetters letters, DeadLetterStore store, ServiceSecret secret) {
    this.letters = letters;
    this.store = store;
    this.cursors = new SignedCursors(secret.value(), "dead-letters");
  }

  @GetMapping
  @Operation(summary = "Events that broke their schema, the newest first")
  Page page(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(required = false) @Nullable String event,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit) {
    String organization = caller.organizationId();
    String before =
        cursor == null ? DeadLetters.FROM_THE_NEWEST : cursors.read(organization, cursor);
    List<DeadLetter> page = store.page(organization, event, before, limit);
    String next = page.size() < limit ? null : cursors.write(organization, page.getLast().id());
    return new Page(page, store.count(organization, event), next);
  }

  @GetMapping("/{id}")
  @Operation(summary = "One event that broke its schema")
  DeadLetter one(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return letters.require(caller.organizationId(), id);
  }

  @PostMapping("/{id}/replay")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Take it after all, if it keeps the schema that is in force now",
      description = "It goes the way of every event, in its own session; twice is once.")
  void replay(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    letters.replay(caller.organizationId(), id);
  }

  @PostMapping("/replay")
  @Operation(summary = "Take all that keep the schema in force now, at most 500 at once")
  DeadLetters.Replayed replayAll(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(required = false) @Nullable String event) {
    return letters.replayAll(caller.organizationId(), event);
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Drop it for good")
  void drop(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    letters.drop(caller.organizationId(), id);
  }

  @DeleteMapping
  @Operation(summary = "Drop all, or all of one event")
  Dropped dropAll(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(required = false) @Nullable String event) {
    return new Dropped(store.deleteAll(caller.organizationId(), event));
  }

  /**
   * @param items some of the letters
   * @param total how many there are
   * @param nextCursor for the next page, or null
   */
  @Schema(name = "DeadLetters")
  record Page(List<DeadLetter> items, long total, @Nullable String nextCursor) {}

  /**
   * @param dropped how many
   */
  @Schema(name = "DroppedDeadLetters")
  record Dropped(long dropped) {}
}
