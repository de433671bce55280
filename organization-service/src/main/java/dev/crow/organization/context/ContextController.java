package dev.crow.organization.context;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.crow.contracts.Permissions;
import dev.crow.objectstore.ObjectStoreException;
import dev.crow.organization.document.Documents;
import dev.crow.organization.knowledge.Knowledge;
import dev.crow.organization.summary.Profile;
import dev.crow.organization.summary.Section;
import dev.crow.organization.summary.Summaries;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.vectorindex.VectorIndexException;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What is known of the caller's organization. */
@RestController
@RequestMapping("/api/v1/organizations/context")
@Tag(name = "Organization context")
class ContextController {

  private static final Duration LATER = Duration.ofSeconds(5);

  private final Documents documents;
  private final Summaries summaries;
  private final Knowledge knowledge;
  private final ContextData data;

  ContextController(
      Documents documents, Summaries summaries, Knowledge knowledge, ContextData data) {
    this.documents = documents;
    this.summaries = summaries;
    this.knowledge = knowledge;
    this.data = data;
  }

  @GetMapping
  @RequiresPermission(Permissions.ORGANIZATION_READ)
  @Operation(summary = "What is known of my organization: its profile, products and visits")
  OrganizationContext context(@AuthenticationPrincipal Caller caller) {
    String organization = caller.organizationId();
    return new OrganizationContext(
        summaries.profile(organization),
        summaries.sections(organization),
        summaries.builtAt(organization).orElse(null),
        documents.count(organization),
        knowledge.count(organization));
  }

  @DeleteMapping
  @RequiresPermission(Permissions.SETTINGS_MANAGE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Forget all of it: documents with every version, profile, summary, vectors",
      description = "What is learned from now on is kept again; the catalogue stays as it is.")
  void clear(@AuthenticationPrincipal Caller caller) {
    try {
      data.clear(caller);
    } catch (ObjectStoreException | VectorIndexException e) {
      throw ApiException.retryLater(
          ErrorCode.STORAGE_UNAVAILABLE,
          "Not all of it could be reached; clear it once more.",
          LATER,
          e);
    }
  }

  /**
   * @param profile what it says of itself
   * @param sections what can be found besides documents
   * @param builtAt when those were put together, or null
   * @param documents how many there are
   * @param pieces how many pieces can be found
   */
  @Schema(name = "OrganizationContext")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record OrganizationContext(
      Profile profile,
      List<Section> sections,
      @Nullable Instant builtAt,
      long documents,
      long pieces) {}
}
