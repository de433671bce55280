package dev.crow.product.search;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.crow.contracts.Permissions;
import dev.crow.product.catalogue.Catalogue;
import dev.crow.product.catalogue.Product;
import dev.crow.product.catalogue.ProductView;
import dev.crow.product.category.CategoryTree;
import dev.crow.product.search.ProductSearch.Hit;
import dev.crow.product.search.ProductSearch.Mode;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Search by meaning and words. */
@RestController
@RequestMapping("/api/v1/products")
@RequiresPermission(Permissions.PRODUCTS_MANAGE)
@Tag(name = "Products")
class SearchController {

  private static final int MAX_QUERY = 512;
  private static final int MAX_LIMIT = 50;

  private final ProductSearch search;
  private final Catalogue catalogue;

  SearchController(ProductSearch search, Catalogue catalogue) {
    this.search = search;
    this.catalogue = catalogue;
  }

  @GetMapping("/search")
  @Operation(summary = "Find products by meaning and by words")
  ProductResults search(
      @AuthenticationPrincipal Caller caller,
      @Parameter(description = "In plain language, 1 to 512 characters") @RequestParam String q,
      @Parameter(description = "By meaning, by words, or by both")
          @RequestParam(defaultValue = "HYBRID")
          Mode mode,
      @Parameter(description = "A category's whole path, exactly") @RequestParam(required = false)
          @Nullable String category,
      @Parameter(description = "1 to 50") @RequestParam(defaultValue = "10") int limit) {
    if (q.isBlank() || q.length() > MAX_QUERY) {
      throw new ApiException(
              ErrorCode.INVALID_PARAMETER, "q must have 1 to " + MAX_QUERY + " characters.")
          .field("q");
    }
    if (category != null && category.length() > MAX_QUERY) {
      throw new ApiException(ErrorCode.INVALID_PARAMETER, "The category is too long.")
          .field("category");
    }
    requireLimit(limit);
    String organization = caller.organizationId();
    return results(organization, search.search(organization, q, mode, category, limit));
  }

  @GetMapping("/{id}/similar")
  @Operation(summary = "Products most like this one, by meaning")
  ProductResults similar(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @Parameter(description = "1 to 50") @RequestParam(defaultValue = "10") int limit) {
    requireLimit(limit);
    String organization = caller.organizationId();
    Product product =
        catalogue
            .find(organization, id)
            .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "There is no such product."));
    return results(
        organization, search.similarTo(product, catalogue.categories(organization), limit));
  }

  private ProductResults results(String organizationId, List<Hit> hits) {
    CategoryTree tree = catalogue.categories(organizationId);
    return new ProductResults(
        hits.stream()
            .map(hit -> new ProductResult(ProductView.of(hit.product(), tree), hit.score()))
            .toList());
  }

  private static void requireLimit(int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new ApiException(
              ErrorCode.INVALID_PARAMETER, "The limit must be from 1 to " + MAX_LIMIT + ".")
          .field("limit");
    }
  }

  /**
   * @param items best first
   */
  record ProductResults(List<ProductResult> items) {}

  /**
   * @param product found
   * @param score higher is better; comparable within one search only
   */
  record ProductResult(@JsonUnwrapped ProductView product, double score) {}
}
