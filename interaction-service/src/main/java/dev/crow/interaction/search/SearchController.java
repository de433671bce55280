package dev.crow.interaction.search;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.crow.contracts.Permissions;
import dev.crow.interaction.ledger.InteractionView;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Search by meaning and words. */
@RestController
@RequiresPermission(Permissions.INTERACTIONS_READ)
@Tag(name = "Interactions")
class SearchController {

  private static final int MAX_QUERY = 512;
  private static final int MAX_LIMIT = 50;
  private static final int MAX_SOURCE = 64;

  private final InteractionSearch search;

  SearchController(InteractionSearch search) {
    this.search = search;
  }

  @GetMapping("/api/v1/interactions/search")
  @Operation(summary = "Find interactions by meaning and by words")
  Results search(
      @AuthenticationPrincipal Caller caller,
      @Parameter(description = "In plain language, 1 to 512 characters") @RequestParam String q,
      @Parameter(description = "1 to 50") @RequestParam(defaultValue = "10") int limit,
      @RequestParam(required = false) @Nullable String source,
      @RequestParam(required = false) @Nullable String productId,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME)
          @Nullable Instant from,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME)
          @Nullable Instant to) {
    if (q.isBlank() || q.length() > MAX_QUERY) {
      throw new ApiException(
              ErrorCode.INVALID_PARAMETER, "q must have 1 to " + MAX_QUERY + " characters.")
          .field("q");
    }
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new ApiException(
              ErrorCode.INVALID_PARAMETER, "The limit must be from 1 to " + MAX_LIMIT + ".")
          .field("limit");
    }
    if (source != null && source.length() > MAX_SOURCE) {
      throw new ApiException(
              ErrorCode.INVALID_PARAMETER,
              "The source must have at most " + MAX_SOURCE + " characters.")
          .field("source");
    }
    SearchRequest request =
        new SearchRequest(caller.organizationId(), q, limit, source, productId, from, to);
    return new Results(
        search.search(request).stream()
            .map(hit -> new Result(InteractionView.of(hit.interaction()), hit.score()))
            .toList());
  }

  /**
   * @param items best first
   */
  record Results(List<Result> items) {}

  /**
   * @param interaction found
   * @param score higher is better; comparable within one search only
   */
  record Result(@JsonUnwrapped InteractionView interaction, double score) {}
}
