package dev.crow.webingest.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.crow.contracts.Permissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.webingest.intake.Receipt.Entry;
import dev.crow.webingest.intake.Receipt.Status;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The dialect of the published {@code website-hook-sdk}, so that it runs unmodified. */
@RestController
@RequiresPermission(Permissions.EVENTS_WRITE)
@Tag(name = "Ingestion, website-hook-sdk dialect")
class SdkIngestController {

  private final RequestReader reader;
  private final SdkEventMapper mapper;
  private final Intake intake;

  SdkIngestController(RequestReader reader, IntakeProperties limits, Intake intake) {
    this.reader = reader;
    this.mapper = new SdkEventMapper(limits);
    this.intake = intake;
  }

  @PostMapping({"/session/start", "/api/v1/sessions"})
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Start a session",
      requestBody =
          @RequestBody(
              description = "As the SDK writes it",
              content = @Content(schema = @Schema(type = "object"))))
  SessionAnswer start(@AuthenticationPrincipal Caller caller, HttpServletRequest http) {
    return session(caller, http, false);
  }

  @PostMapping({"/session/end", "/api/v1/sessions/end"})
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "End a session",
      requestBody =
          @RequestBody(
              description = "As the SDK writes it",
              content = @Content(schema = @Schema(type = "object"))))
  SessionAnswer end(@AuthenticationPrincipal Caller caller, HttpServletRequest http) {
    return session(caller, http, true);
  }

  @PostMapping({"/batch", "/api/v1/batch"})
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Send 1 to 100 events of one session",
      requestBody =
          @RequestBody(
              description = "As the SDK writes it",
              content = @Content(schema = @Schema(type = "object"))))
  BatchAnswer batch(@AuthenticationPrincipal Caller caller, HttpServletRequest http) {
    IngestedRequest request = reader.read(http, false);
    Receipt receipt =
        intake.take(caller.organizationId(), request.submission(request.batch(mapper), false));
    List<BatchError> errors =
        receipt.events().stream()
            .filter(entry -> entry.status() == Status.REFUSED)
            .map(entry -> new BatchError(entry.index(), String.valueOf(entry.detail())))
            .toList();
    return new BatchAnswer(
        errors.isEmpty(),
        receipt.received() - errors.size(),
        errors.size(),
        errors,
        receipt.receiptId());
  }

  @PostMapping({"/track", "/api/v1/track", "/api/v1/ingest/session/event"})
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Send one event",
      requestBody =
          @RequestBody(
              description = "As the SDK writes it",
              content = @Content(schema = @Schema(type = "object"))))
  TrackAnswer track(@AuthenticationPrincipal Caller caller, HttpServletRequest http) {
    IngestedRequest request = reader.read(http, false);
    Receipt receipt =
        intake.take(caller.organizationId(), request.submission(request.single(mapper), false));
    Entry entry = receipt.events().getFirst();
    return new TrackAnswer(
        entry.status() != Status.REFUSED,
        entry.eventId(),
        entry.status() == Status.SKIPPED ? Boolean.TRUE : null,
        entry.detail());
  }

  private SessionAnswer session(Caller caller, HttpServletRequest http, boolean ends) {
    Receipt receipt =
        intake.take(caller.organizationId(), reader.read(http, false).submission(List.of(), ends));
    return new SessionAnswer(true, receipt.sessionId());
  }

  record SessionAnswer(boolean success, String sessionId) {}

  record BatchAnswer(
      boolean success, int processed, int failed, List<BatchError> errors, String receiptId) {}

  record BatchError(int index, String error) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record TrackAnswer(
      boolean success,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String eventId,
      @Nullable Boolean skipped,
      @Nullable String error) {}
}
