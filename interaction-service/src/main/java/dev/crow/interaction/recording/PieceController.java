package dev.crow.interaction.recording;

import dev.crow.contracts.Permissions;
import dev.crow.interaction.ledger.Interaction;
import dev.crow.interaction.ledger.Interactions;
import dev.crow.objectstore.ObjectStore;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Gives out pieces of recordings itself, for pages that may ask nobody but the gateway they came
 * from. What moves much takes the presigned addresses instead.
 */
@RestController
@RequiresPermission(Permissions.INTERACTIONS_READ)
@Tag(name = "Interactions")
class PieceController {

  private final Interactions interactions;
  private final Recordings recordings;
  private final ObjectStore objects;

  PieceController(Interactions interactions, Recordings recordings, ObjectStore objects) {
    this.interactions = interactions;
    this.recordings = recordings;
    this.objects = objects;
  }

  @GetMapping(
      path = "/api/v1/interactions/{id}/replay/{recordingId}/{number}",
      produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
  @Operation(
      summary = "One piece of a recording of the interaction's session",
      description = "Gzipped JSON, an array of rrweb events: a page's words, to be shown as such.",
      responses =
          @ApiResponse(
              responseCode = "200",
              description = "The piece as it was stored",
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                      schema = @Schema(type = "string", format = "binary"))))
  ResponseEntity<byte[]> piece(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @PathVariable String recordingId,
      @PathVariable String number) {
    String organization = caller.organizationId();
    Interaction interaction =
        interactions.findInOrder(organization, List.of(id)).stream()
            .findFirst()
            .orElseThrow(PieceController::absent);
    byte[] bytes =
        recordings.of(organization, interaction.sessionId()).stream()
            .filter(piece -> piece.recordingId().equals(recordingId))
            .filter(piece -> Integer.toString(piece.chunk().number()).equals(number))
            .findFirst()
            .flatMap(piece -> objects.get(piece.key()))
            .map(object -> object.content().bytes())
            .orElseThrow(PieceController::absent);
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment")
        .header("X-Content-Type-Options", "nosniff")
        .body(bytes);
  }

  private static ApiException absent() {
    return new ApiException(ErrorCode.NOT_FOUND, "There is no such piece.");
  }
}
