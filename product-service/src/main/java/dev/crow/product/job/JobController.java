package dev.crow.product.job;

import dev.crow.contracts.Permissions;
import dev.crow.product.job.Job.Kind;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.security.ServiceSecret;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.web.ProgressEvents;
import dev.crow.web.SignedCursors;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The caller's imports and discoveries. */
@RestController
@RequestMapping("/api/v1/products/jobs")
@RequiresPermission(Permissions.PRODUCTS_MANAGE)
@Tag(name = "Imports and discovery")
class JobController {

  private static final int MAX_LIMIT = 100;

  private final JobStore store;
  private final Jobs jobs;
  private final ProgressEvents<Job> events;
  private final SignedCursors cursors;

  JobController(JobStore store, Jobs jobs, ProgressEvents<Job> events, ServiceSecret secret) {
    this.store = store;
    this.jobs = jobs;
    this.events = events;
    this.cursors = new SignedCursors(secret.value(), "product-jobs");
  }

  @GetMapping
  @Operation(summary = "List imports and discoveries, newest first")
  JobPage list(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(required = false) @Nullable Kind kind,
      @Parameter(description = "nextCursor of the page before") @RequestParam(required = false)
          @Nullable String cursor,
      @Parameter(description = "1 to 100") @RequestParam(defaultValue = "20") int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new ApiException(
              ErrorCode.INVALID_PARAMETER, "The limit must be from 1 to " + MAX_LIMIT + ".")
          .field("limit");
    }
    String organization = caller.organizationId();
    String before = cursor == null ? null : cursors.read(organization, cursor);
    List<Job> found = store.page(organization, kind, before, limit + 1);
    List<Job> page = found.subList(0, Math.min(limit, found.size()));
    return new JobPage(
        page, found.size() > limit ? cursors.write(organization, page.getLast().id()) : null);
  }

  @GetMapping("/{id}")
  @Operation(summary = "How one import or discovery stands")
  Job one(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return require(caller, id);
  }

  @GetMapping("/{id}/problems")
  @Operation(
      summary = "What one of them could not take, in order",
      description = "At most the first 1,000; the job's counts tell of all.")
  ProblemList problems(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return new ProblemList(store.problems(caller.organizationId(), require(caller, id).id()));
  }

  @PostMapping("/{id}/cancel")
  @Operation(summary = "Stop one of them; what it has stored stays")
  Job cancel(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    Job job = require(caller, id);
    if (!jobs.cancel(job)) {
      throw new ApiException(ErrorCode.CONFLICT, "It has ended already.");
    }
    return require(caller, id);
  }

  @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Operation(
      summary = "Watch one of them",
      description = "Server-sent events: the job whenever it differs, until it has ended.")
  SseEmitter events(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    Job job = require(caller, id);
    return events.watch(() -> store.find(job.organizationId(), job.id()));
  }

  private Job require(Caller caller, String id) {
    return store
        .find(caller.organizationId(), id)
        .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "There is no such job."));
  }

  /**
   * @param items at most the limit
   * @param nextCursor for the next page; null on the last
   */
  record JobPage(List<Job> items, @Nullable String nextCursor) {}

  /**
   * @param items in the order of lines or pages
   */
  record ProblemList(List<JobProblem> items) {}
}
