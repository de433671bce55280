package dev.crow.analytics.exports;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.crow.analytics.exports.Schedule.Content;
import dev.crow.analytics.exports.Schedule.Every;
import dev.crow.analytics.report.Format;
import dev.crow.analytics.report.Kind;
import dev.crow.contracts.Permissions;
import dev.crow.contracts.export.v1.ExportFilters;
import dev.crow.relational.UuidV7;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.EntityTags;
import dev.crow.web.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Reports that are made again and again; as with exports, each needs the permission of its rows.
 */
@RestController
@RequestMapping("/api/v1/exports/schedules")
@RequiresPermission(Permissions.ORGANIZATION_READ)
@Tag(name = "Exports")
class ScheduleController {

  private static final int USUAL_HOUR = 7;

  private final ScheduleStore store;
  private final Wishes wishes;
  private final ExportProperties properties;
  private final Clock clock;

  ScheduleController(ScheduleStore store, Wishes wishes, ExportProperties properties, Clock clock) {
    this.store = store;
    this.wishes = wishes;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * A report that is wanted again and again, of the day, the seven days or the month before.
   *
   * @param name of each report
   * @param kind of rows
   * @param format of the file
   * @param every day, week or month
   * @param hour of the day; 7 if absent
   * @param weekday of weekly ones; MONDAY if absent
   * @param dayOfMonth of monthly ones, 1 to 28; 1 if absent
   * @param timeZone IANA name; the organization's if absent
   * @param source channel of interactions
   * @param productId product that interactions or patterns are of
   * @param period of patterns
   */
  @Schema(name = "NewExportSchedule")
  record NewSchedule(
      @NotBlank @Size(max = 100) @Pattern(regexp = ExportController.ONE_LINE) String name,
      @NotNull Kind kind,
      @NotNull Format format,
      @NotNull Every every,
      @Nullable @Min(0) @Max(23) Integer hour,
      @Nullable DayOfWeek weekday,
      @Nullable @Min(1) @Max(28) Integer dayOfMonth,
      @Nullable @Size(max = 64) String timeZone,
      @Nullable @Size(min = 1, max = 64) @Pattern(regexp = ExportController.ONE_LINE) String source,
      @Nullable @Size(min = 1, max = 128) @Pattern(regexp = ExportController.ONE_LINE)
          String productId,
      @Nullable @Size(max = 10) String period) {}

  /** What is absent stays as it is. */
  @Schema(name = "ExportSchedulePatch")
  record SchedulePatch(
      @Nullable @Size(min = 1, max = 100) @Pattern(regexp = ExportController.ONE_LINE) String name,
      @Nullable Boolean enabled,
      @Nullable Format format,
      @Nullable Every every,
      @Nullable @Min(0) @Max(23) Integer hour,
      @Nullable DayOfWeek weekday,
      @Nullable @Min(1) @Max(28) Integer dayOfMonth,
      @Nullable @Size(max = 64) String timeZone) {}

  @GetMapping
  @Operation(summary = "All schedules of reports the caller may read")
  ScheduleList all(@AuthenticationPrincipal Caller caller) {
    return new ScheduleList(
        store.all(caller.organizationId()).stream()
            .filter(schedule -> schedule.content().kind().mayBeReadBy(caller))
            .map(ScheduleView::of)
            .toList());
  }

  @GetMapping("/{id}")
  @Operation(summary = "One schedule")
  ResponseEntity<ScheduleView> one(
      @AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return answer(HttpStatus.OK, require(caller, id));
  }

  @PostMapping
  @Operation(
      summary = "Have a report made every day, week or month",
      description = "Whoever made the schedule is told of each report. At most 50 schedules.")
  ResponseEntity<ScheduleView> add(
      @AuthenticationPrincipal Caller caller, @Valid @RequestBody NewSchedule request) {
    wishes.requirePermission(caller, request.kind());
    wishes.check(
        request.kind(),
        new ExportFilters(null, null, request.source(), request.productId(), request.period()));
    if (store.all(caller.organizationId()).size() >= properties.schedules()) {
      throw new ApiException(
          ErrorCode.QUOTA_EXCEEDED, "There are at most " + properties.schedules() + " schedules.");
    }
    Content content =
        new Content(
            request.kind(),
            request.format(),
            request.every(),
            Objects.requireNonNullElse(request.hour(), USUAL_HOUR),
            Objects.requireNonNullElse(request.weekday(), DayOfWeek.MONDAY),
            Objects.requireNonNullElse(request.dayOfMonth(), 1),
            wishes.zone(caller, request.timeZone()).getId(),
            request.source(),
            request.productId(),
            request.period());
    Instant now = clock.instant();
    Schedule schedule =
        new Schedule(
            UuidV7.next(),
            caller.organizationId(),
            request.name().strip(),
            content,
            true,
            content.next(now),
            null,
            Actors.of(caller),
            now,
            1);
    store.insert(schedule);
    return answer(HttpStatus.CREATED, schedule);
  }

  @PatchMapping("/{id}")
  @Operation(
      summary = "Change a schedule, pause it or go on with it",
      description = "With If-Match only the version it names.")
  ResponseEntity<ScheduleView> change(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @Valid @RequestBody SchedulePatch patch) {
    Schedule before = require(caller, id);
    EntityTags.require(ifMatch, before.version());
    Content was = before.content();
    Content content =
        new Content(
            was.kind(),
            Objects.requireNonNullElse(patch.format(), was.format()),
            Objects.requireNonNullElse(patch.every(), was.every()),
            Objects.requireNonNullElse(patch.hour(), was.hour()),
            Objects.requireNonNullElse(patch.weekday(), was.weekday()),
            Objects.requireNonNullElse(patch.dayOfMonth(), was.dayOfMonth()),
            patch.timeZone() == null
                ? was.timeZone()
                : wishes.zone(caller, patch.timeZone()).getId(),
            was.source(),
            was.productId(),
            was.period());
    Schedule changed =
        new Schedule(
            id,
            before.organizationId(),
            Objects.requireNonNullElse(patch.name(), before.name()).strip(),
            content,
            Objects.requireNonNullElse(patch.enabled(), before.enabled()),
            content.next(clock.instant()),
            before.lastExportId(),
            before.createdBy(),
            before.createdAt(),
            before.version());
    if (!store.change(changed)) {
      throw new ApiException(
          ErrorCode.PRECONDITION_FAILED, "Read it again, and change what is there now.");
    }
    return answer(HttpStatus.OK, require(caller, id));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Have it made no longer; the reports there are stay")
  void remove(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    require(caller, id);
    store.delete(caller.organizationId(), id);
  }

  private Schedule require(Caller caller, String id) {
    return store
        .find(caller.organizationId(), id)
        .filter(schedule -> schedule.content().kind().mayBeReadBy(caller))
        .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "There is no such schedule."));
  }

  private static ResponseEntity<ScheduleView> answer(HttpStatus status, Schedule schedule) {
    return ResponseEntity.status(status)
        .eTag(EntityTags.of(schedule.version()))
        .body(ScheduleView.of(schedule));
  }

  /**
   * @param items in the order they were made in
   */
  record ScheduleList(List<ScheduleView> items) {}

  /**
   * A schedule as clients see it.
   *
   * @param nextAt when the next report is made, if it is enabled
   * @param lastExportId the latest report
   */
  @Schema(name = "ExportSchedule")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ScheduleView(
      String id,
      String name,
      Kind kind,
      Format format,
      Every every,
      int hour,
      DayOfWeek weekday,
      int dayOfMonth,
      String timeZone,
      @Nullable String source,
      @Nullable String productId,
      @Nullable String period,
      boolean enabled,
      Instant nextAt,
      @Nullable String lastExportId,
      String createdBy,
      Instant createdAt) {

    static ScheduleView of(Schedule schedule) {
      Content content = schedule.content();
      return new ScheduleView(
          schedule.id(),
          schedule.name(),
          content.kind(),
          content.format(),
          content.every(),
          content.hour(),
          content.weekday(),
          content.dayOfMonth(),
          content.timeZone(),
          content.source(),
          content.productId(),
          content.period(),
          schedule.enabled(),
          schedule.nextAt(),
          schedule.lastExportId(),
          schedule.createdBy(),
          schedule.createdAt());
    }
  }
}
