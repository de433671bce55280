package dev.crow.organization.audit;

import dev.crow.contracts.Permissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.web.SignedCursors;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The audit log of the caller's organization, for its owners. */
@RestController
@RequestMapping("/api/v1/audit")
@RequiresPermission(Permissions.ORGANIZATION_OWN)
@Tag(name = "Audit")
class AuditController {

  private static final int MAX_LIMIT = 100;

  private final AuditRows rows;
  private final AuditVerification verification;
  private final Anchors anchors;
  private final SignedCursors cursors;

  AuditController(
      AuditRows rows, AuditVerification verification, Anchors anchors, SignedCursors auditCursors) {
    this.rows = rows;
    this.verification = verification;
    this.anchors = anchors;
    this.cursors = auditCursors;
  }

  @GetMapping
  @Operation(summary = "List entries, newest first")
  Page list(
      @AuthenticationPrincipal Caller caller,
      @Parameter(description = "Earliest time, inclusive, ISO 8601 with a zone")
          @RequestParam(required = false)
          @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME)
          @Nullable Instant from,
      @Parameter(description = "Latest time, exclusive")
          @RequestParam(required = false)
          @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME)
          @Nullable Instant to,
      @Parameter(description = "Such as user:<id>") @RequestParam(required = false)
          @Nullable String actor,
      @Parameter(description = "Such as user.removed") @RequestParam(required = false)
          @Nullable String action,
      @Parameter(description = "nextCursor of the page before") @RequestParam(required = false)
          @Nullable String cursor,
      @Parameter(description = "1 to 100") @RequestParam(defaultValue = "20") int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new ApiException(
              ErrorCode.INVALID_PARAMETER, "The limit must be from 1 to " + MAX_LIMIT + ".")
          .field("limit");
    }
    String organization = caller.organizationId();
    long before =
        cursor == null ? Long.MAX_VALUE : Long.parseLong(cursors.read(organization, cursor));
    List<AuditEntry> found =
        rows.page(new AuditQuery(organization, from, to, actor, action, before, limit + 1));
    List<AuditEntry> page = found.subList(0, Math.min(limit, found.size()));
    return new Page(
        page,
        found.size() > limit
            ? cursors.write(organization, Long.toString(page.getLast().seq()))
            : null);
  }

  @GetMapping("/verification")
  @Operation(summary = "Check that no entry was changed, removed, added or moved")
  AuditVerification.Finding verify(@AuthenticationPrincipal Caller caller) {
    String organization = caller.organizationId();
    return verification.verify(organization, anchors.newest(organization));
  }

  /**
   * @param items at most the limit
   * @param nextCursor for the next page; null on the last
   */
  record Page(List<AuditEntry> items, @Nullable String nextCursor) {}
}
