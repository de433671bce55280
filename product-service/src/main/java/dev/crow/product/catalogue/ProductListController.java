package dev.crow.product.catalogue;

import dev.crow.contracts.Permissions;
import dev.crow.product.catalogue.HistoryStore.HistoryQuery;
import dev.crow.product.category.CategoryTree;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.security.ServiceSecret;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.web.SignedCursors;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists of products, and of what a product was before. */
@RestController
@RequestMapping("/api/v1/products")
@RequiresPermission(Permissions.PRODUCTS_MANAGE)
@Tag(name = "Products")
class ProductListController {

  private static final int MAX_LIMIT = 100;

  private final ProductStore store;
  private final HistoryStore historyStore;
  private final Products products;
  private final Catalogue catalogue;
  private final SignedCursors productCursors;
  private final SignedCursors historyCursors;

  ProductListController(
      ProductStore store,
      HistoryStore historyStore,
      Products products,
      Catalogue catalogue,
      ServiceSecret secret) {
    this.store = store;
    this.historyStore = historyStore;
    this.products = products;
    this.catalogue = catalogue;
    this.productCursors = new SignedCursors(secret.value(), "products");
    this.historyCursors = new SignedCursors(secret.value(), "product-history");
  }

  @GetMapping
  @Operation(summary = "List products, newest first")
  ProductPage list(
      @AuthenticationPrincipal Caller caller,
      @ParameterObject ProductFilter filter,
      @Parameter(description = "nextCursor of the page before") @RequestParam(required = false)
          @Nullable String cursor,
      @Parameter(description = "1 to 100") @RequestParam(defaultValue = "24") int limit) {
    requireLimit(limit);
    String organization = caller.organizationId();
    CategoryTree tree = catalogue.categories(organization);
    String before = cursor == null ? null : productCursors.read(organization, cursor);
    List<Product> found = store.page(filter.query(organization, tree, before, limit + 1));
    List<Product> page = found.subList(0, Math.min(limit, found.size()));
    return new ProductPage(
        page.stream().map(product -> ProductView.of(product, tree)).toList(),
        found.size() > limit ? productCursors.write(organization, page.getLast().id()) : null);
  }

  @GetMapping("/{id}/history")
  @Operation(summary = "Prices and stocks as they were, newest first")
  HistoryPage history(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestParam(required = false) HistoryEntry.@Nullable Kind kind,
      @Parameter(description = "nextCursor of the page before") @RequestParam(required = false)
          @Nullable String cursor,
      @Parameter(description = "1 to 100") @RequestParam(defaultValue = "50") int limit) {
    requireLimit(limit);
    String organization = caller.organizationId();
    Product product = products.require(organization, id);
    String before = cursor == null ? null : historyCursors.read(organization, cursor);
    List<HistoryEntry> found =
        historyStore.read(organization, new HistoryQuery(product.id(), kind, before, limit + 1));
    List<HistoryEntry> page = found.subList(0, Math.min(limit, found.size()));
    return new HistoryPage(
        page,
        found.size() > limit ? historyCursors.write(organization, page.getLast().id()) : null);
  }

  private static void requireLimit(int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new ApiException(
              ErrorCode.INVALID_PARAMETER, "The limit must be from 1 to " + MAX_LIMIT + ".")
          .field("limit");
    }
  }

  /**
   * @param items at most the limit
   * @param nextCursor for the next page; null on the last
   */
  record ProductPage(List<ProductView> items, @Nullable String nextCursor) {}

  /**
   * @param items at most the limit
   * @param nextCursor for the next page; null on the last
   */
  record HistoryPage(List<HistoryEntry> items, @Nullable String nextCursor) {}
}
