package dev.crow.organization.personaldata;

import dev.crow.contracts.Permissions;
import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import dev.crow.organization.personaldata.Run.Kind;
import dev.crow.organization.record.Organization;
import dev.crow.organization.record.Organizations;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.web.SignedCursors;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Erasures of what the suite holds on a person, a visitor or the whole organization. */
@RestController
@RequestMapping("/api/v1/erasures")
@RequiresPermission(Permissions.ORGANIZATION_OWN)
@Tag(name = "Personal data")
class ErasureController {

  private static final int MAX_LIMIT = 100;

  /** After every id. */
  private static final String END = "g";

  private final Runs runs;
  private final RunStore store;
  private final Organizations organizations;
  private final SignedCursors cursors;
  private final JsonMapper json;

  ErasureController(
      Runs runs,
      RunStore store,
      Organizations organizations,
      SignedCursors erasureCursors,
      JsonMapper json) {
    this.runs = runs;
    this.store = store;
    this.organizations = organizations;
    this.cursors = erasureCursors;
    this.json = json;
  }

  @PostMapping
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Erase everything held on a subject",
      description =
          "Confirm by repeating the subject's id; for the whole organization, by its name.")
  RunView order(@AuthenticationPrincipal Caller caller, @Valid @RequestBody NewErasure request) {
    requireConfirmed(caller, request);
    if (request.scope() == Scope.USER && request.subjectId().equals(caller.subject())) {
      throw new ApiException(
          ErrorCode.CONFLICT, "Another owner erases you, or you erase the organization.");
    }
    return view(runs.erase(caller, request.scope(), request.subjectId()));
  }

  @GetMapping
  @Operation(summary = "List erasures, newest first")
  Page list(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "20") int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new ApiException(
              ErrorCode.INVALID_PARAMETER, "The limit must be from 1 to " + MAX_LIMIT + ".")
          .field("limit");
    }
    String organization = caller.organizationId();
    String before = cursor == null ? END : cursors.read(organization, cursor);
    List<Run> found = store.page(organization, Kind.ERASURE, before, limit + 1);
    List<Run> page = found.subList(0, Math.min(limit, found.size()));
    return new Page(
        page.stream().map(run -> RunView.of(run, null, json)).toList(),
        found.size() > limit ? cursors.write(organization, page.getLast().id()) : null);
  }

  @GetMapping("/{id}")
  @Operation(summary = "How far an erasure has come, and its certificate")
  RunView one(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return view(runs.require(caller.organizationId(), Kind.ERASURE, id));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Take an erasure back that has not begun")
  void cancel(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    runs.cancel(caller, id);
  }

  private void requireConfirmed(Caller caller, NewErasure request) {
    String expected = request.subjectId();
    if (request.scope() == Scope.ORGANIZATION) {
      if (!request.subjectId().equals(caller.organizationId())) {
        throw noOrganization();
      }
      expected =
          organizations
              .find(caller.organizationId())
              .map(Organization::name)
              .orElseThrow(ErasureController::noOrganization);
    }
    if (!request.confirm().equals(expected)) {
      throw new ApiException(
              ErrorCode.VALIDATION_FAILED,
              "Confirm with the subject's id, or with the organization's name.")
          .field("confirm");
    }
  }

  private static ApiException noOrganization() {
    return new ApiException(ErrorCode.NOT_FOUND, "There is no such organization.");
  }

  private RunView view(Run run) {
    return RunView.of(run, store.parts(run.organizationId(), run.id()), json);
  }

  record NewErasure(
      @NotNull Scope scope,
      @NotNull @Size(min = 1, max = 200) @Pattern(regexp = "\\P{Cntrl}*") String subjectId,
      @NotNull @Size(max = 200) String confirm) {}

  /**
   * @param items at most the limit
   * @param nextCursor for the next page; null on the last
   */
  record Page(List<RunView> items, @Nullable String nextCursor) {}
}
