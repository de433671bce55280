package dev.crow.webingest.rules;

import dev.crow.contracts.Permissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.EntityTags;
import dev.crow.webingest.rules.OrganizationRules.Violation;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** JSON Schemas that an organization's events have to keep. */
@RestController
@RequestMapping("/api/v1/schemas")
@RequiresPermission(Permissions.INTEGRATIONS_MANAGE)
@Tag(name = "Event schemas", description = "What breaks its schema waits in the dead letters.")
class SchemasController {

  private final Schemas schemas;

  SchemasController(Schemas schemas) {
    this.schemas = schemas;
  }

  @GetMapping
  @Operation(summary = "The schemas in force")
  All all(@AuthenticationPrincipal Caller caller) {
    return new All(schemas.all(caller.organizationId()));
  }

  @GetMapping("/{event}")
  @Operation(summary = "The schema in force of one event")
  ResponseEntity<EventSchema> one(
      @AuthenticationPrincipal Caller caller, @PathVariable String event) {
    return answer(schemas.current(caller.organizationId(), event));
  }

  @GetMapping("/{event}/versions")
  @Operation(summary = "Every version there was, the newest first")
  All versions(@AuthenticationPrincipal Caller caller, @PathVariable String event) {
    return new All(schemas.versions(caller.organizationId(), event));
  }

  @PutMapping("/{event}")
  @Operation(
      summary = "Put a schema on an event: a new version, unless it says the same",
      description =
          "JSON Schema 2020-12 of the event's properties. It may not refer to anything outside"
              + " itself, and its patterns are RE2's. With If-Match only if nobody else put one"
              + " meanwhile.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content = @Content(schema = @Schema(type = "object"))))
  ResponseEntity<EventSchema> put(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String event,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody Map<String, Object> schema) {
    return answer(schemas.put(caller, event, ifMatch, schema));
  }

  @DeleteMapping("/{event}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Let everything in again; the versions stay")
  void retire(@AuthenticationPrincipal Caller caller, @PathVariable String event) {
    schemas.retire(caller.organizationId(), event);
  }

  @PostMapping("/{event}/dry-run")
  @Operation(summary = "Judge samples by the schema in force or a proposed one; stores nothing")
  Results dryRun(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String event,
      @Valid @RequestBody DryRun dryRun) {
    return new Results(
        schemas.tried(caller.organizationId(), event, dryRun.schema(), dryRun.samples()).stream()
            .map(violations -> new Result(violations.isEmpty(), violations))
            .toList());
  }

  private static ResponseEntity<EventSchema> answer(EventSchema schema) {
    return ResponseEntity.ok().eTag(EntityTags.of(schema.version())).body(schema);
  }

  /**
   * @param items schemas
   */
  @Schema(name = "EventSchemas")
  record All(List<EventSchema> items) {}

  /**
   * @param schema proposed, or null for the one in force
   * @param samples properties of 1 to 100 events
   */
  @Schema(name = "SchemaDryRun")
  record DryRun(
      @Nullable Map<String, Object> schema,
      @NotNull @Size(min = 1, max = 100) List<Map<String, Object>> samples) {}

  /**
   * @param results one for each sample
   */
  @Schema(name = "SchemaDryRunResults")
  record Results(List<Result> results) {}

  /**
   * @param fits whether the door would let it in
   * @param violations why not
   */
  @Schema(name = "SchemaDryRunResult")
  record Result(boolean fits, List<Violation> violations) {}
}
