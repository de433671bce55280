package dev.crow.webingest.recording;

import dev.crow.contracts.Permissions;
import dev.crow.contracts.replay.v1.ReplayChunk;
import dev.crow.objectstore.DirectTransfers;
import dev.crow.objectstore.ObjectKey;
import dev.crow.objectstore.SignedRequest;
import dev.crow.objectstore.UploadTerms;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Gives pages places for the pieces of a recording. */
@RestController
@RequestMapping("/api/v1/ingest/replay")
@RequiresPermission(Permissions.EVENTS_WRITE)
@ConditionalOnBooleanProperty(name = "crow.replay.enabled", matchIfMissing = true)
@EnableConfigurationProperties(RecordingProperties.class)
@Tag(name = "Session replay", description = "Recordings go straight into the object store.")
class RecordingController {

  // The last moment whose milliseconds fit a file name.
  private static final long LATEST = 999_999_999_999_999L;

  private final DirectTransfers transfers;
  private final RecordingProperties limits;

  RecordingController(DirectTransfers transfers, RecordingProperties limits) {
    this.transfers = transfers;
    this.limits = limits;
  }

  @PostMapping("/recordings")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "Begin a recording of a session whose visitor agreed to it")
  Grant open(@AuthenticationPrincipal Caller caller, @Valid @RequestBody NewRecording recording) {
    return new Grant(RecordingId.next(recording.sessionId()).text(), limits.maxChunk().toBytes());
  }

  @PostMapping("/uploads")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "Get a place for the next piece: a presigned PUT of exactly its size")
  Place upload(@AuthenticationPrincipal Caller caller, @Valid @RequestBody NewChunk piece) {
    RecordingId id =
        RecordingId.parse(piece.recordingId())
            .orElseThrow(
                () ->
                    new ApiException(ErrorCode.VALIDATION_FAILED, "There is no such recording.")
                        .field("recordingId"));
    SignedRequest request =
        transfers.upload(
            ObjectKey.of(
                ReplayChunk.AREA,
                caller.organizationId(),
                id.sessionId(),
                id.recording(),
                chunk(piece).fileName()),
            new UploadTerms(ReplayChunk.CONTENT_TYPE, piece.bytes()),
            limits.uploadWithin());
    return new Place(request.uri(), forPages(request.headers()), request.expiresAt());
  }

  /** The length is signed too, but pages cannot set it: every client sends the body's own. */
  private static Map<String, String> forPages(Map<String, String> headers) {
    return headers.entrySet().stream()
        .filter(header -> !header.getKey().equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private ReplayChunk chunk(NewChunk piece) {
    if (piece.chunk() >= limits.maxChunks()) {
      throw new ApiException(
              ErrorCode.VALIDATION_FAILED,
              "A recording has at most " + limits.maxChunks() + " pieces.")
          .field("chunk");
    }
    if (piece.bytes() > limits.maxChunk().toBytes()) {
      throw new ApiException(
              ErrorCode.PAYLOAD_TOO_LARGE,
              "A piece has at most " + limits.maxChunk().toBytes() + " bytes.")
          .field("bytes");
    }
    if (piece.endedAt() < piece.startedAt()) {
      throw new ApiException(ErrorCode.VALIDATION_FAILED, "A piece ends after it starts.")
          .field("endedAt");
    }
    return new ReplayChunk(
        piece.chunk(),
        Instant.ofEpochMilli(piece.startedAt()),
        Instant.ofEpochMilli(piece.endedAt()),
        piece.events());
  }

  /**
   * @param sessionId as in the session's events
   */
  record NewRecording(
      @NotNull
          @Pattern(
              regexp = RecordingId.SESSION_ID,
              message = "must be 1 to 128 letters, digits, '_', '-', '.' or ':'")
          String sessionId) {}

  /**
   * @param recordingId names the recording with its pieces
   * @param maxChunkBytes largest piece, compressed
   */
  record Grant(String recordingId, long maxChunkBytes) {}

  /**
   * @param recordingId as granted
   * @param chunk its place in the recording, from 0
   * @param bytes its size, compressed: exactly so many are taken
   * @param events how many rrweb events it holds
   * @param startedAt when the first of them happened, in milliseconds since 1970
   * @param endedAt when the last of them happened
   */
  record NewChunk(
      @NotNull String recordingId,
      @NotNull @Min(0) Integer chunk,
      @NotNull @Min(1) Long bytes,
      @NotNull @Min(1) @Max(999_999_999) Integer events,
      @NotNull @Min(0) @Max(LATEST) Long startedAt,
      @NotNull @Min(0) @Max(LATEST) Long endedAt) {}

  /**
   * @param url where to PUT the gzipped JSON; holds the permission to
   * @param headers must be sent exactly so
   * @param expiresAt when the place closes
   */
  record Place(URI url, Map<String, String> headers, Instant expiresAt) {}
}
