package dev.crow.product.catalogue;

import dev.crow.product.category.CategoryTree;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which products are listed; what is not given does not matter.
 *
 * @param name part of the name, in any case
 * @param categoryId that category or one below it
 * @param brand exactly
 * @param status exactly
 * @param origin exactly
 * @param externalId exactly
 * @param sku of it or of a variant
 * @param gtin of it or of a variant
 * @param inStock whether there is any
 * @param minPrice in minor units, inclusive
 * @param maxPrice in minor units, inclusive
 * @param missing only those gone from the website
 * @param drifted only those the website says otherwise of
 */
record ProductFilter(
    @Parameter(description = "Part of the name, in any case") @Nullable String name,
    @Parameter(description = "That category or one below it") @Nullable String categoryId,
    @Nullable String brand,
    @Nullable Status status,
    @Nullable Origin origin,
    @Parameter(description = "What the shop calls it") @Nullable String externalId,
    @Parameter(description = "Of it or of a variant") @Nullable String sku,
    @Parameter(description = "Of it or of a variant; not together with sku") @Nullable String gtin,
    @Parameter(description = "Whether there is any") @Nullable Boolean inStock,
    @Parameter(description = "In minor units, inclusive") @Nullable Long minPrice,
    @Parameter(description = "In minor units, inclusive") @Nullable Long maxPrice,
    @Parameter(description = "Only those gone from the website") @Nullable Boolean missing,
    @Parameter(description = "Only those the website says otherwise of")
        @Nullable Boolean drifted) {

  ProductQuery query(String organizationId, CategoryTree tree, @Nullable String before, int limit) {
    Set<String> categories = categoryId == null ? null : tree.within(categoryId);
    return new ProductQuery(
        organizationId,
        name,
        categories,
        brand,
        status,
        origin,
        externalId,
        identifier(),
        inStock,
        minPrice,
        maxPrice,
        Boolean.TRUE.equals(missing),
        Boolean.TRUE.equals(drifted),
        before,
        limit);
  }

  private @Nullable Identifier identifier() {
    if (sku != null) {
      return new Identifier(Identifier.Kind.SKU, sku);
    }
    return gtin == null ? null : Identifier.ofGtin(gtin);
  }
}
