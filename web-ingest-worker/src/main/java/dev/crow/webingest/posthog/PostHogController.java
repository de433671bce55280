package dev.crow.webingest.posthog;

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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** PostHog's capture API, so that its libraries run unmodified. */
@RestController
@RequestMapping("/posthog")
@RequiresPermission(Permissions.EVENTS_WRITE)
@Tag(name = "Ingestion, PostHog dialect")
class PostHogController {

  private final ForeignDoor door;
  private final PostHogDialect dialect = new PostHogDialect();

  PostHogController(ForeignDoor door) {
    this.door = door;
  }

  @PostMapping({"/batch", "/capture", "/e", "/i/v0/e"})
  @Operation(
      summary = "Send one event or up to 1000, of any visitors",
      requestBody =
          @RequestBody(
              description = "As PostHog's libraries write it: plain, in gzip, or Base64 in a form",
              content = @Content(schema = @Schema(type = "object"))))
  Answer capture(@AuthenticationPrincipal Caller caller, HttpServletRequest http) {
    ForeignDoor.Arrival arrival = door.read(http);
    ForeignDoor.Taken taken =
        door.take(caller.organizationId(), arrival, events(arrival.document()), dialect);
    return new Answer(1, "Ok", taken.receipts(), taken.refused());
  }

  private static List<?> events(@org.jspecify.annotations.Nullable Object document) {
    return switch (document) {
      case List<?> many -> many;
      case Map<?, ?> map when map.get("batch") instanceof List<?> many -> many;
      case Map<?, ?> map when map.get("data") instanceof List<?> many -> many;
      case Map<?, ?> one when Facts.of(one).text("event") != null -> List.of(one);
      case null, default ->
          throw new ApiException(
              ErrorCode.VALIDATION_FAILED, "The body must be an event, or a list of them.");
    };
  }

  /**
   * @param status what PostHog's capture says
   * @param receipts names of the receipts, one for each session
   * @param refused what PostHog would drop without a word
   */
  record Answer(
      int status,
      String message,
      List<String> receipts,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ForeignDoor.Refused> refused) {}
}
