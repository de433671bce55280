package dev.crow.product.discovery;

import dev.crow.contracts.Permissions;
import dev.crow.fetch.FetchException;
import dev.crow.fetch.Fetcher;
import dev.crow.product.job.Job;
import dev.crow.product.job.Jobs;
import dev.crow.relational.UuidV7;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes orders to read websites. */
@RestController
@RequiresPermission(Permissions.PRODUCTS_MANAGE)
@Tag(name = "Imports and discovery")
class DiscoveryController {

  private final Fetcher fetcher;
  private final Jobs jobs;

  DiscoveryController(Fetcher fetcher, Jobs jobs) {
    this.fetcher = fetcher;
    this.jobs = jobs;
  }

  @PostMapping("/api/v1/products/discoveries")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Discover the products of a website",
      description =
          "Answers with a job. Its robots.txt is obeyed, its sitemaps show the way, and the pages'"
              + " own structured data says what is sold.")
  ResponseEntity<Job> start(
      @AuthenticationPrincipal Caller caller, @Valid @RequestBody DiscoveryInput input) {
    URI url = check(input.url());
    String id = UuidV7.next();
    Job job =
        jobs.submit(
            caller,
            id,
            Job.Kind.DISCOVERY,
            new DiscoveryInput(url.toString(), input.maxPages()).asMap());
    return ResponseEntity.accepted().location(URI.create("/api/v1/products/jobs/" + id)).body(job);
  }

  private URI check(String url) {
    try {
      return fetcher.check(url);
    } catch (FetchException e) {
      ErrorCode code =
          switch (e.refusal()) {
            case SCHEME_NOT_ALLOWED -> ErrorCode.SCHEME_NOT_ALLOWED;
            case PORT_NOT_ALLOWED -> ErrorCode.PORT_NOT_ALLOWED;
            case URL_NOT_ALLOWED -> ErrorCode.URL_NOT_ALLOWED;
            case UNREACHABLE -> ErrorCode.UNREACHABLE;
            default -> ErrorCode.INVALID_URL;
          };
      throw new ApiException(code, e.refusal().detail()).field("url");
    }
  }
}
