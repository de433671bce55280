package dev.crow.analytics.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.crow.analytics.usage.Journal.Totals;
import dev.crow.contracts.Permissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The journal of what the caller's organization used. */
@RestController
@RequestMapping("/api/v1/analytics")
@Tag(name = "Usage")
class EventController {

  private static final int MAX_LIMIT = 100;
  private static final int MAX_OFFSET = 100_000;
  private static final int LONGEST_METADATA = 65_536;
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._:-]{0,127}";

  private final HandedIn handedIn;
  private final Journal journal;
  private final JsonMapper json;

  EventController(HandedIn handedIn, Journal journal, JsonMapper json) {
    this.handedIn = handedIn;
    this.journal = journal;
    this.json = json;
  }

  /**
   * @param id the sender's name for it: sent twice, it counts once; null for one of ours
   * @param eventType such as {@code newsletter.sent}
   * @param source where it comes from, or null for {@code api}
   * @param metadata anything up to 65,536 characters of JSON
   */
  @Schema(name = "AnalyticsEvent")
  record NewEvent(
      @Nullable @Pattern(regexp = NAME) String id,
      @NotNull @Pattern(regexp = NAME) String eventType,
      @Nullable @Pattern(regexp = NAME) String source,
      @Schema(implementation = Object.class) @Nullable JsonNode metadata) {}

  @PostMapping("/events")
  @RequiresPermission(Permissions.BILLING_MANAGE)
  @Operation(
      summary = "Count something of one's own",
      description = "201 if it is new; 200 if it was counted before under the same id.")
  ResponseEntity<HandedIn.Taken> take(
      @AuthenticationPrincipal Caller caller, @Valid @RequestBody NewEvent event) {
    JsonNode metadata = event.metadata();
    if (metadata != null && json.writeValueAsString(metadata).length() > LONGEST_METADATA) {
      throw new ApiException(
              ErrorCode.VALIDATION_FAILED, "metadata takes at most 65,536 characters.")
          .field("metadata");
    }
    HandedIn.Taken taken =
        handedIn.take(
            caller.organizationId(), event.id(), event.eventType(), event.source(), metadata);
    return ResponseEntity.status(taken.created() ? HttpStatus.CREATED : HttpStatus.OK).body(taken);
  }

  @GetMapping("/events")
  @RequiresPermission(Permissions.BILLING_MANAGE)
  @Operation(summary = "What was counted for the bill, one by one, newest first")
  EventPage list(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(required = false) @Nullable String eventType,
      @RequestParam(required = false) @Nullable String source,
      @Parameter(description = "1 to 100") @RequestParam(defaultValue = "20") int limit,
      @Parameter(description = "0 to 100000") @RequestParam(defaultValue = "0") int offset) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new ApiException(ErrorCode.INVALID_PARAMETER, "limit is from 1 to 100.").field("limit");
    }
    if (offset < 0 || offset > MAX_OFFSET) {
      throw new ApiException(ErrorCode.INVALID_PARAMETER, "offset is from 0 to 100000.")
          .field("offset");
    }
    return new EventPage(
        journal.page(caller.organizationId(), eventType, source, limit, offset).stream()
            .map(this::view)
            .toList());
  }

  @GetMapping("/summary/organization/{orgId}")
  @RequiresPermission(Permissions.BILLING_MANAGE)
  @Operation(summary = "How much was counted in all, by type and by source")
  Totals summary(@AuthenticationPrincipal Caller caller, @PathVariable String orgId) {
    if (!caller.organizationId().equals(orgId)) {
      throw new ApiException(ErrorCode.NOT_FOUND, "There is no such organization.");
    }
    return journal.totals(caller.organizationId());
  }

  private EventView view(Use use) {
    return new EventView(
        use.id(),
        use.eventType(),
        use.source(),
        use.measure().word(),
        use.quantity(),
        use.occurredAt(),
        use.metadata() == null ? null : json.readTree(use.metadata()));
  }

  /**
   * @param items newest first
   */
  record EventPage(List<EventView> items) {}

  /** Something that was counted. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "AnalyticsEventView")
  record EventView(
      String id,
      String eventType,
      String source,
      String measure,
      long quantity,
      Instant occurredAt,
      @Schema(implementation = Object.class) @Nullable JsonNode metadata) {}
}
