package dev.crow.product.importing;

import dev.crow.contracts.Permissions;
import dev.crow.objectstore.ObjectStoreException;
import dev.crow.product.job.Job;
import dev.crow.product.job.Jobs;
import dev.crow.relational.UuidV7;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes files in. */
@RestController
@RequiresPermission(Permissions.PRODUCTS_MANAGE)
@Tag(name = "Imports and discovery")
class ImportController {

  private static final Duration LATER = Duration.ofSeconds(5);

  private final ImportFiles files;
  private final Jobs jobs;
  private final ImportProperties properties;

  ImportController(ImportFiles files, Jobs jobs, ImportProperties properties) {
    this.files = files;
    this.jobs = jobs;
    this.properties = properties;
  }

  @PostMapping(
      path = "/api/v1/products/imports",
      consumes = {"text/csv", "application/json", "application/x-ndjson"})
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Import a file of products: the file itself as the body, at most 10 MB",
      description =
          "Answers with a job. Products are known by their external id, so a file may be imported"
              + " again; what it does not name stays.")
  @RequestBody(
      required = true,
      content = {
        @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
        @Content(mediaType = "application/json", schema = @Schema(type = "array")),
        @Content(mediaType = "application/x-ndjson", schema = @Schema(type = "string"))
      })
  ResponseEntity<Job> start(
      @AuthenticationPrincipal Caller caller,
      @Parameter(description = "ISO 4217 code for prices without one")
          @RequestParam(required = false)
          @Nullable String currency,
      HttpServletRequest request) {
    if (currency != null && !currency.matches("[A-Z]{3}")) {
      throw new ApiException(
              ErrorCode.INVALID_PARAMETER, "The currency is an ISO 4217 code such as EUR.")
          .field("currency");
    }
    jobs.requireRoom(caller.organizationId());
    ImportFormat format =
        ImportFormat.of(Objects.requireNonNullElse(request.getContentType(), ""))
            .orElseThrow(
                () ->
                    new ApiException(
                        ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Send CSV, JSON or lines of JSON."));
    String id = UuidV7.next();
    long bytes = keep(caller.organizationId(), id, format, request);
    Job job =
        jobs.submit(caller, id, Job.Kind.IMPORT, new ImportInput(format, bytes, currency).asMap());
    return ResponseEntity.accepted().location(URI.create("/api/v1/products/jobs/" + id)).body(job);
  }

  private long keep(
      String organizationId, String id, ImportFormat format, HttpServletRequest request) {
    try {
      Limited body = new Limited(request.getInputStream(), properties.maxFile().toBytes());
      files.write(organizationId, id, format, body);
      if (body.count() == 0) {
        files.delete(organizationId, id);
        throw new ApiException(ErrorCode.VALIDATION_FAILED, "The file is empty.");
      }
      return body.count();
    } catch (IOException e) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "The file did not arrive whole.");
    } catch (ObjectStoreException e) {
      throw ApiException.retryLater(
          ErrorCode.STORAGE_UNAVAILABLE, "Files cannot be kept at the moment.", LATER, e);
    }
  }
}
