package dev.crow.webingest.intake;

import dev.crow.contracts.Permissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** CROW's own ingestion dialect. */
@RestController
@RequestMapping("/api/v1/ingest")
@RequiresPermission(Permissions.EVENTS_WRITE)
@Tag(name = "Ingestion", description = "Send what visitors do. 202 means it is durable.")
class IngestController {

  private static final Set<String> BATCH =
      Set.of(
          "sessionId",
          "anonymousId",
          "userId",
          "idleTimeoutSeconds",
          "context",
          "sentAt",
          "events");
  private static final Set<String> SINGLE =
      Set.of("sessionId", "anonymousId", "userId", "context", "sentAt", "event");
  private static final Set<String> START =
      Set.of("sessionId", "projectId", "anonymousId", "userId", "idleTimeoutSeconds", "context");
  private static final Set<String> END =
      Set.of("sessionId", "duration", "pageViews", "interactions", "exitContext");

  private final RequestReader reader;
  private final NativeEventMapper mapper;
  private final Intake intake;

  IngestController(RequestReader reader, IntakeProperties limits, Intake intake) {
    this.reader = reader;
    this.mapper = new NativeEventMapper(limits);
    this.intake = intake;
  }

  @PostMapping("/batch")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Send 1 to 100 events of one session",
      requestBody =
          @RequestBody(
              content = @Content(schema = @Schema(implementation = ApiShapes.Batch.class))))
  Receipt batch(@AuthenticationPrincipal Caller caller, HttpServletRequest http) {
    return events(caller, reader.read(http, false).allowing(BATCH), IngestedRequest::batch);
  }

  @PostMapping("/beacon")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "The same as batch, for navigator.sendBeacon, which sends text/plain",
      requestBody =
          @RequestBody(
              content = @Content(schema = @Schema(implementation = ApiShapes.Batch.class))))
  Receipt beacon(@AuthenticationPrincipal Caller caller, HttpServletRequest http) {
    return events(caller, reader.read(http, true).allowing(BATCH), IngestedRequest::batch);
  }

  @PostMapping("/event")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Send one event",
      requestBody =
          @RequestBody(
              content = @Content(schema = @Schema(implementation = ApiShapes.Single.class))))
  Receipt event(@AuthenticationPrincipal Caller caller, HttpServletRequest http) {
    return events(caller, reader.read(http, false).allowing(SINGLE), IngestedRequest::single);
  }

  @PostMapping("/session/start")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Tell what is known of a visit; optional, events alone start a session too",
      requestBody =
          @RequestBody(
              content = @Content(schema = @Schema(implementation = ApiShapes.Start.class))))
  Receipt start(@AuthenticationPrincipal Caller caller, HttpServletRequest http) {
    return session(caller, reader.read(http, false).allowing(START), false);
  }

  @PostMapping("/session/end")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "End a session now instead of after its silence; late events amend it",
      requestBody =
          @RequestBody(content = @Content(schema = @Schema(implementation = ApiShapes.End.class))))
  Receipt end(@AuthenticationPrincipal Caller caller, HttpServletRequest http) {
    return session(caller, reader.read(http, false).allowing(END), true);
  }

  private Receipt events(
      Caller caller,
      IngestedRequest request,
      BiFunction<IngestedRequest, EventMapper, List<Verdict>> mapped) {
    Receipt receipt =
        intake.take(
            caller.organizationId(), request.submission(mapped.apply(request, mapper), false));
    if (receipt.refused() == receipt.received()) {
      throw new ApiException(ErrorCode.VALIDATION_FAILED, "No event of the request could be taken.")
          .with("receiptId", receipt.receiptId())
          .with("events", receipt.events());
    }
    return receipt;
  }

  private Receipt session(Caller caller, IngestedRequest request, boolean ends) {
    return intake.take(caller.organizationId(), request.submission(List.of(), ends));
  }
}
