package dev.crow.interaction.recording;

import dev.crow.contracts.Permissions;
import dev.crow.interaction.ledger.Interaction;
import dev.crow.interaction.ledger.Interactions;
import dev.crow.interaction.recording.Recordings.Piece;
import dev.crow.objectstore.DirectTransfers;
import dev.crow.objectstore.SignedRequest;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Finds the recordings of an interaction's session. */
@RestController
@RequestMapping("/api/v1/interactions")
@RequiresPermission(Permissions.INTERACTIONS_READ)
@Tag(name = "Interactions")
class RecordingController {

  private static final Duration READABLE = Duration.ofMinutes(15);

  private final Interactions interactions;
  private final Recordings recordings;
  private final DirectTransfers transfers;

  RecordingController(Interactions interactions, Recordings recordings, DirectTransfers transfers) {
    this.interactions = interactions;
    this.recordings = recordings;
    this.transfers = transfers;
  }

  @GetMapping("/{id}/replay")
  @Operation(
      summary = "The recordings of the interaction's session",
      description = "Each piece is gzipped JSON, an array of rrweb events, behind a presigned GET.")
  Replay replay(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    Interaction interaction =
        interactions.findInOrder(caller.organizationId(), List.of(id)).stream()
            .findFirst()
            .orElseThrow(
                () -> new ApiException(ErrorCode.NOT_FOUND, "There is no such interaction."));
    return new Replay(
        recordings.of(caller.organizationId(), interaction.sessionId()).stream()
            .collect(
                Collectors.groupingBy(
                    Piece::recordingId,
                    LinkedHashMap::new,
                    Collectors.mapping(this::chunk, Collectors.toList())))
            .entrySet()
            .stream()
            .map(recording -> new Recording(recording.getKey(), recording.getValue()))
            .toList());
  }

  private Chunk chunk(Piece piece) {
    SignedRequest request =
        transfers.download(piece.key(), "replay-" + piece.chunk().fileName(), READABLE);
    return new Chunk(
        piece.chunk().number(),
        piece.chunk().startedAt(),
        piece.chunk().endedAt(),
        piece.chunk().events(),
        piece.bytes(),
        request.uri(),
        request.expiresAt());
  }

  /**
   * @param recordings one for each page load that was recorded; empty if none was
   */
  record Replay(List<Recording> recordings) {}

  /**
   * @param id of the recording
   * @param chunks in order; one that never arrived leaves a gap in the numbers
   */
  record Recording(String id, List<Chunk> chunks) {}

  /**
   * @param number its place, from 0
   * @param startedAt when its first event happened, by the visitor's clock
   * @param endedAt when its last event happened
   * @param events how many it holds
   * @param bytes its size, compressed
   * @param url where to GET it; holds the permission to
   * @param expiresAt when that ends
   */
  record Chunk(
      int number,
      Instant startedAt,
      Instant endedAt,
      int events,
      long bytes,
      URI url,
      Instant expiresAt) {}
}
