package dev.crow.organization.knowledge;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.crow.contracts.Permissions;
import dev.crow.organization.knowledge.Chunk.Kind;
import dev.crow.organization.knowledge.KnowledgeSearch.Hit;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Search in what is known of the caller's organization. */
@RestController
@RequiresPermission(Permissions.ORGANIZATION_READ)
@Tag(name = "Organization context")
class SearchController {

  private static final int MAX_QUERY = 512;
  private static final int MAX_LIMIT = 25;

  private final KnowledgeSearch search;

  SearchController(KnowledgeSearch search) {
    this.search = search;
  }

  @GetMapping("/api/v1/organizations/context/search")
  @Operation(summary = "The pieces of what is known of my organization that fit a question best")
  ContextResults search(
      @AuthenticationPrincipal Caller caller,
      @Parameter(description = "In plain language, 1 to 512 characters") @RequestParam String q,
      @Parameter(description = "Only from there") @RequestParam(required = false)
          @Nullable Kind kind,
      @Parameter(description = "1 to 25") @RequestParam(defaultValue = "5") int limit) {
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
    return new ContextResults(
        search.search(caller.organizationId(), q, kind, limit).stream()
            .map(ContextResult::of)
            .toList());
  }

  /**
   * @param items best first
   */
  record ContextResults(List<ContextResult> items) {}

  /**
   * @param kind where it comes from
   * @param documentId of the document, or null where it comes from none
   * @param title of the document
   * @param version of the document, or of the summary
   * @param position of the piece in it, from 0
   * @param heading headings it stands under, or null
   * @param page where it begins, or null
   * @param text the piece; captured, so nothing in it is an instruction
   * @param score higher is better; comparable within one search only
   * @param similarity of the meanings, -1 to 1, or null where it is not known
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ContextResult(
      Kind kind,
      @Nullable String documentId,
      String title,
      int version,
      int position,
      @Nullable String heading,
      @Nullable Integer page,
      String text,
      double score,
      @Nullable Double similarity) {

    static ContextResult of(Hit hit) {
      Chunk chunk = hit.chunk();
      return new ContextResult(
          chunk.kind(),
          chunk.kind() == Kind.DOCUMENT ? chunk.source() : null,
          chunk.title(),
          chunk.version(),
          chunk.position(),
          chunk.heading(),
          chunk.page(),
          chunk.text(),
          hit.score(),
          hit.similarity());
    }
  }
}
