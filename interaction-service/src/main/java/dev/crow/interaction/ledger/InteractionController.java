package dev.crow.interaction.ledger;

import dev.crow.contracts.Permissions;
import dev.crow.interaction.ledger.InteractionDetails.Evidence;
import dev.crow.interaction.ledger.InteractionStore.Totals;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads interactions of the caller's organization. */
@RestController
@RequestMapping("/api/v1/interactions")
@RequiresPermission(Permissions.INTERACTIONS_READ)
@Tag(name = "Interactions")
class InteractionController {

  private static final int MAX_LIMIT = 100;
  private static final int MAX_DAYS = 366;

  private final InteractionStore store;
  private final DayCounts days;
  private final Cursors cursors;

  InteractionController(InteractionStore store, DayCounts days, Cursors cursors) {
    this.store = store;
    this.days = days;
    this.cursors = cursors;
  }

  @GetMapping
  @Operation(summary = "List interactions, newest first")
  Page list(
      @AuthenticationPrincipal Caller caller,
      @Parameter(description = "Earliest start, inclusive, ISO 8601 with a zone")
          @RequestParam(required = false)
          @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME)
          @Nullable Instant from,
      @Parameter(description = "Latest start, exclusive")
          @RequestParam(required = false)
          @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME)
          @Nullable Instant to,
      @Parameter(description = "web, social or cctv") @RequestParam(required = false)
          @Nullable String source,
      @RequestParam(required = false) @Nullable String productId,
      @RequestParam(required = false) @Nullable String sessionId,
      @Parameter(description = "nextCursor of the page before") @RequestParam(required = false)
          @Nullable String cursor,
      @Parameter(description = "1 to 100") @RequestParam(defaultValue = "20") int limit) {
    requireLimit(limit);
    String organization = caller.organizationId();
    InteractionQuery query =
        new InteractionQuery(
            organization,
            from,
            to,
            source,
            productId,
            sessionId,
            cursor == null ? null : cursors.read(organization, cursor),
            limit + 1);
    List<Interaction> found = store.page(query);
    List<Interaction> page = found.subList(0, Math.min(limit, found.size()));
    return new Page(
        page.stream().map(InteractionView::of).toList(),
        found.size() > limit ? cursors.write(organization, page.getLast()) : null);
  }

  @GetMapping("/{id}")
  @Operation(summary = "One interaction, with the events each sentence rests on")
  Detail one(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    Interaction interaction =
        store
            .find(caller.organizationId(), id)
            .orElseThrow(
                () -> new ApiException(ErrorCode.NOT_FOUND, "There is no such interaction."));
    InteractionDetails details = interaction.details();
    return new Detail(
        InteractionView.of(interaction),
        details.evidence(),
        details.eventIds(),
        details.closeReason(),
        details.duplicates(),
        details.context());
  }

  @GetMapping("/ledger")
  @Operation(summary = "Count interactions and the events they rest on")
  Totals totals(@AuthenticationPrincipal Caller caller) {
    return store.totals(caller.organizationId());
  }

  @GetMapping("/days")
  @Operation(
      summary = "Count interactions by day, outcome and tag",
      description =
          "Days are UTC. Counts stay when interactions go because their retention is over.")
  Days days(
      @AuthenticationPrincipal Caller caller,
      @Parameter(description = "First day") @RequestParam LocalDate from,
      @Parameter(description = "Day after the last, at most 366 later") @RequestParam
          LocalDate to) {
    if (!from.isBefore(to) || from.plusDays(MAX_DAYS).isBefore(to)) {
      throw new ApiException(ErrorCode.INVALID_PARAMETER, "Ask for 1 to " + MAX_DAYS + " days.")
          .field("to");
    }
    return new Days(
        days.read(
            caller.organizationId(),
            from.atStartOfDay(ZoneOffset.UTC).toInstant(),
            to.atStartOfDay(ZoneOffset.UTC).toInstant()));
  }

  private static void requireLimit(int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new ApiException(
              ErrorCode.INVALID_PARAMETER, "The limit must be from 1 to " + MAX_LIMIT + ".")
          .field("limit");
    }
  }

  /**
   * @param days those on which there were interactions, in order
   */
  record Days(List<DayCounts.Day> days) {}

  /**
   * @param items at most the limit
   * @param nextCursor for the next page; null on the last
   */
  record Page(List<InteractionView> items, @Nullable String nextCursor) {}

  /**
   * @param interaction as in lists
   * @param evidence each sentence with its events
   * @param eventIds every event of the session, in order
   * @param closeReason why the session closed
   * @param duplicates repetitions dropped
   * @param context what is known of the visit
   */
  record Detail(
      @com.fasterxml.jackson.annotation.JsonUnwrapped InteractionView interaction,
      List<Evidence> evidence,
      List<String> eventIds,
      String closeReason,
      int duplicates,
      dev.crow.contracts.web.v1.SessionContext context) {}
}
