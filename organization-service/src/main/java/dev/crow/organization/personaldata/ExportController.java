package dev.crow.organization.personaldata;

import dev.crow.contracts.Permissions;
import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import dev.crow.organization.personaldata.Run.Kind;
import dev.crow.organization.personaldata.Run.State;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import tools.jackson.databind.json.JsonMapper;

/** Exports of what the suite holds on a person, a visitor or the whole organization. */
@RestController
@RequestMapping("/api/v1/exports/personal")
@RequiresPermission(Permissions.ORGANIZATION_OWN)
@Tag(name = "Personal data")
class ExportController {

  private final Runs runs;
  private final RunStore store;
  private final Exports exports;
  private final JsonMapper json;

  ExportController(Runs runs, RunStore store, Exports exports, JsonMapper json) {
    this.runs = runs;
    this.store = store;
    this.exports = exports;
    this.json = json;
  }

  @PostMapping
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(summary = "Collect everything held on a subject")
  RunView order(@AuthenticationPrincipal Caller caller, @Valid @RequestBody NewExport request) {
    if (request.scope() == Scope.ORGANIZATION
        && !request.subjectId().equals(caller.organizationId())) {
      throw new ApiException(ErrorCode.NOT_FOUND, "There is no such organization.");
    }
    return view(runs.export(caller, request.scope(), request.subjectId()));
  }

  @GetMapping("/{id}")
  @Operation(summary = "How far an export has come")
  RunView one(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return view(runs.require(caller.organizationId(), Kind.EXPORT, id));
  }

  @GetMapping("/{id}/download")
  @Operation(summary = "The export as a zip of JSON files, until it expires")
  ResponseEntity<StreamingResponseBody> download(
      @AuthenticationPrincipal Caller caller, @PathVariable String id) {
    Run run = runs.require(caller.organizationId(), Kind.EXPORT, id);
    if (run.state() == State.EXPIRED) {
      throw Runs.absent(Kind.EXPORT);
    }
    if (run.state() != State.DONE) {
      throw new ApiException(ErrorCode.CONFLICT, "The export is not complete yet.");
    }
    List<RunPart> parts = store.parts(run.organizationId(), run.id());
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .header(HttpHeaders.CONTENT_TYPE, "application/zip")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"export-" + id + ".zip\"")
        .header("X-Content-Type-Options", "nosniff")
        .body(output -> exports.zip(run, parts, output));
  }

  private RunView view(Run run) {
    return RunView.of(run, store.parts(run.organizationId(), run.id()), json);
  }

  record NewExport(
      @NotNull Scope scope,
      @NotNull @Size(min = 1, max = 200) @Pattern(regexp = "\\P{Cntrl}*") String subjectId) {}
}
