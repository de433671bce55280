package dev.crow.webingest.segment;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.crow.contracts.Permissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.webingest.dialect.Facts;
import dev.crow.webingest.intake.ForeignDoor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Segment's HTTP tracking API, so that its libraries run unmodified. */
@RestController
@RequiresPermission(Permissions.EVENTS_WRITE)
@Tag(name = "Ingestion, Segment dialect")
class SegmentController {

  /** Servers write the calls out, analytics.js sends their first letters. */
  private static final Map<String, String> CALLS =
      Map.ofEntries(
          Map.entry("track", "track"),
          Map.entry("t", "track"),
          Map.entry("page", "page"),
          Map.entry("p", "page"),
          Map.entry("screen", "screen"),
          Map.entry("s", "screen"),
          Map.entry("identify", "identify"),
          Map.entry("i", "identify"),
          Map.entry("alias", "alias"),
          Map.entry("a", "alias"),
          Map.entry("group", "group"),
          Map.entry("g", "group"));

  private final ForeignDoor door;

  SegmentController(ForeignDoor door) {
    this.door = door;
  }

  @PostMapping({
    "/v1/batch",
    "/v1/import",
    "/v1/b",
    "/segment/v1/batch",
    "/segment/v1/import",
    "/segment/v1/b"
  })
  @Operation(
      summary = "Send 1 to 1000 events, of any visitors",
      requestBody =
          @RequestBody(
              description = "As Segment's libraries write it",
              content = @Content(schema = @Schema(type = "object"))))
  Answer batch(@AuthenticationPrincipal Caller caller, HttpServletRequest http) {
    ForeignDoor.Arrival arrival = door.read(http);
    List<?> events = Facts.of(arrival.document()).list("batch");
    return new Answer(
        true, door.take(caller.organizationId(), arrival, events, SegmentDialect.OF_BATCHES));
  }

  @PostMapping({"/v1/{call}", "/segment/v1/{call}"})
  @Operation(
      summary = "Send one event: track, page, screen, identify, alias or group",
      requestBody =
          @RequestBody(
              description = "As Segment's libraries write it",
              content = @Content(schema = @Schema(type = "object"))))
  Answer call(
      @PathVariable String call, @AuthenticationPrincipal Caller caller, HttpServletRequest http) {
    String type = CALLS.get(call);
    if (type == null) {
      throw new ApiException(ErrorCode.NOT_FOUND, "Segment's API has no such call.");
    }
    ForeignDoor.Arrival arrival = door.read(http);
    if (!(arrival.document() instanceof Map<?, ?> event)) {
      throw new ApiException(ErrorCode.VALIDATION_FAILED, "The body must be a JSON object.");
    }
    return new Answer(
        true,
        door.take(caller.organizationId(), arrival, List.of(event), new SegmentDialect(type)));
  }

  @GetMapping({"/v1/projects/{key}/settings", "/segment/v1/projects/{key}/settings"})
  @Operation(summary = "What analytics.js asks for before it sends anything")
  Settings settings(@PathVariable String key) {
    return new Settings(Map.of("Segment.io", Map.of("apiKey", key)), Map.of("sampleRate", 0));
  }

  /**
   * @param success what Segment says
   * @param refused what Segment would drop without a word
   */
  record Answer(
      boolean success,
      List<String> receipts,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ForeignDoor.Refused> refused) {

    Answer(boolean success, ForeignDoor.Taken taken) {
      this(success, taken.receipts(), taken.refused());
    }
  }

  /**
   * @param integrations only Segment's own; where it sends, the page says
   * @param metrics none of the library about itself
   */
  record Settings(Map<String, Object> integrations, Map<String, Object> metrics) {}
}
