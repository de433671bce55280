package dev.crow.interaction.timeline;

import dev.crow.contracts.Permissions;
import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.interaction.ledger.Interaction;
import dev.crow.interaction.ledger.Interactions;
import dev.crow.interaction.processing.SessionArchive;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** What happened in the session that an interaction tells of. */
@RestController
@RequiresPermission(Permissions.INTERACTIONS_READ)
@Tag(name = "Interactions")
class TimelineController {

  private final Interactions interactions;
  private final SessionArchive archive;
  private final JsonMapper json;

  TimelineController(Interactions interactions, SessionArchive archive, JsonMapper json) {
    this.interactions = interactions;
    this.archive = archive;
    this.json = json;
  }

  @GetMapping("/api/v1/interactions/{id}/events")
  @Operation(
      summary = "The events of the interaction's session, in their order",
      description =
          "They are kept as long as raw sessions are; after that kept is false and there are none.")
  Timeline events(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    Interaction interaction =
        interactions.findInOrder(caller.organizationId(), List.of(id)).stream()
            .findFirst()
            .orElseThrow(
                () -> new ApiException(ErrorCode.NOT_FOUND, "There is no such interaction."));
    return archive
        .find(interaction)
        .map(bytes -> json.readValue(bytes, SessionClosed.class))
        .map(session -> new Timeline(true, session.events()))
        .orElseGet(() -> new Timeline(false, List.of()));
  }

  /**
   * @param kept whether the session itself is still there
   * @param events as they were taken, addresses and texts masked
   */
  @Schema(name = "Timeline")
  record Timeline(boolean kept, List<WebEvent> events) {}
}
