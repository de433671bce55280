package dev.crow.analytics.exports;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.crow.analytics.report.Format;
import dev.crow.analytics.report.Kind;
import dev.crow.analytics.report.Wanted;
import dev.crow.contracts.Permissions;
import dev.crow.contracts.export.v1.ExportFilters;
import dev.crow.exporting.ExportParts;
import dev.crow.objectstore.DirectTransfers;
import dev.crow.objectstore.ObjectKey;
import dev.crow.objectstore.SignedRequest;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.security.ServiceSecret;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.web.ProgressEvents;
import dev.crow.web.SignedCursors;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Exports of the caller's organization. Besides the permission of all members, each needs that of
 * the rows it holds; one without it is as good as absent.
 */
@RestController
@RequestMapping("/api/v1/exports")
@RequiresPermission(Permissions.ORGANIZATION_READ)
@Tag(name = "Exports")
class ExportController {

  static final String ONE_LINE = "[^\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]*";

  private static final int MAX_LIMIT = 100;
  private static final String NAME = "[A-Za-z0-9._:-]{1,200}";

  private final ExportStore store;
  private final Exports exports;
  private final ProgressEvents<Export> events;
  private final Wishes wishes;
  private final DirectTransfers transfers;
  private final ExportProperties properties;
  private final SignedCursors cursors;

  ExportController(
      ExportStore store,
      Exports exports,
      ProgressEvents<Export> events,
      Wishes wishes,
      DirectTransfers transfers,
      ExportProperties properties,
      ServiceSecret secret) {
    this.store = store;
    this.exports = exports;
    this.events = events;
    this.wishes = wishes;
    this.transfers = transfers;
    this.properties = properties;
    this.cursors = new SignedCursors(secret.value(), "exports");
  }

  /**
   * What to export.
   *
   * @param kind of rows
   * @param format of the file
   * @param name for people; made of the kind and the days if absent
   * @param from first day; not with products; of analytics 29 days before the last if absent
   * @param to last day; not with products; of analytics today if absent
   * @param timeZone IANA name; the organization's if absent
   * @param source channel of interactions
   * @param productId product that interactions or patterns are of
   * @param period of patterns: day, week, month, year or all_time
   */
  @Schema(name = "NewExport")
  record NewExport(
      @NotNull Kind kind,
      @NotNull Format format,
      @Nullable @Size(min = 1, max = 100) @Pattern(regexp = ONE_LINE) String name,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      @Nullable @Size(max = 64) String timeZone,
      @Nullable @Size(min = 1, max = 64) @Pattern(regexp = ONE_LINE) String source,
      @Nullable @Size(min = 1, max = 128) @Pattern(regexp = ONE_LINE) String productId,
      @Nullable @Size(max = 10) String period) {}

  @PostMapping
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Have a file made of interactions, patterns, products or figures",
      description =
          "CSV and JSON hold every row; a PDF begins with a page on all of them. Needs"
              + " interactions:read for interactions and analytics, patterns:read for patterns,"
              + " products:manage for products. With an Idempotency-Key the same request again is"
              + " the same export.")
  ExportView order(
      @AuthenticationPrincipal Caller caller,
      @Parameter(description = "1 to 200 letters, digits, dots, dashes, underscores, colons")
          @RequestHeader(name = "Idempotency-Key", required = false)
          @Nullable String idempotencyKey,
      @Valid @RequestBody NewExport request) {
    wishes.requirePermission(caller, request.kind());
    if (idempotencyKey != null && !idempotencyKey.matches(NAME)) {
      throw new ApiException(ErrorCode.INVALID_PARAMETER, "The Idempotency-Key has another form.")
          .field("Idempotency-Key");
    }
    ZoneId zone = wishes.zone(caller, request.timeZone());
    ExportFilters asked =
        new ExportFilters(
            request.from(), request.to(), request.source(), request.productId(), request.period());
    wishes.check(request.kind(), asked);
    ExportFilters filters = wishes.filled(request.kind(), asked, zone);
    Wanted wanted =
        new Wanted(
            request.kind(),
            request.format(),
            Objects.requireNonNullElseGet(
                request.name(), () -> Wishes.name(request.kind(), filters)),
            filters,
            zone);
    return ExportView.of(
        exports.order(
            new Exports.Order(
                caller.organizationId(), Actors.of(caller), wanted, null, idempotencyKey)));
  }

  @GetMapping
  @Operation(
      summary = "List exports, newest first",
      description = "Those of rows the caller may read. They are listed for 90 days.")
  ExportPage list(
      @AuthenticationPrincipal Caller caller,
      @Parameter(description = "nextCursor of the page before") @RequestParam(required = false)
          @Nullable String cursor,
      @Parameter(description = "1 to 100") @RequestParam(defaultValue = "20") int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new ApiException(ErrorCode.INVALID_PARAMETER, "limit is from 1 to 100.").field("limit");
    }
    String organization = caller.organizationId();
    List<Kind> kinds =
        Arrays.stream(Kind.values()).filter(kind -> kind.mayBeReadBy(caller)).toList();
    String before = cursor == null ? null : cursors.read(organization, cursor);
    List<Export> found = store.page(organization, kinds, before, limit + 1);
    List<Export> page = found.subList(0, Math.min(limit, found.size()));
    return new ExportPage(
        page.stream().map(ExportView::of).toList(),
        found.size() > limit ? cursors.write(organization, page.getLast().id()) : null);
  }

  @GetMapping("/{id}")
  @Operation(
      summary = "How an export stands; when it is ready, where its file is",
      description =
          "The address is valid for 15 minutes, and needs no credential: treat it as secret.")
  ExportView one(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    Export export = require(caller, id);
    String file = export.fileName();
    if (export.state() != State.READY || file == null) {
      return ExportView.of(export);
    }
    SignedRequest download =
        transfers.download(
            ObjectKey.of(ExportParts.AREA, export.organizationId(), export.id(), file),
            file,
            properties.linkValid());
    return ExportView.of(export, new ExportView.Download(download.uri(), download.expiresAt()));
  }

  @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Operation(
      summary = "Watch an export",
      description = "Server-sent events: the export whenever it differs, until it has ended.")
  SseEmitter events(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    Export export = require(caller, id);
    return events.watch(() -> store.find(export.organizationId(), export.id()));
  }

  @PostMapping("/{id}/cancel")
  @Operation(summary = "Give up an export that is not ready")
  ExportView cancel(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    if (!exports.cancel(require(caller, id))) {
      throw new ApiException(ErrorCode.CONFLICT, "It has ended already.");
    }
    return ExportView.of(require(caller, id));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Delete an export and its file")
  void delete(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    exports.delete(require(caller, id), Actors.of(caller));
  }

  private Export require(Caller caller, String id) {
    return store
        .find(caller.organizationId(), id)
        .filter(export -> export.wanted().kind().mayBeReadBy(caller))
        .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "There is no such export."));
  }

  /**
   * @param items at most the limit
   * @param nextCursor for the next page; absent on the last
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ExportPage(List<ExportView> items, @Nullable String nextCursor) {}
}
