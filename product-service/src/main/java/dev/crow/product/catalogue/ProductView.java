package dev.crow.product.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.crow.product.category.CategoryTree;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A product as clients see it.
 *
 * @param id UUIDv7
 * @param content what is said of it
 * @param category names from the widest to the narrowest, or null
 * @param origin where it came from
 * @param drift where the website says otherwise
 * @param seenAt when discovery last found it, or null
 * @param missingSince when discovery first did not find it any more, or null
 * @param version grows with each change
 * @param createdAt when it came in
 * @param updatedAt when it last changed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProductView(
    String id,
    @JsonUnwrapped ProductContent content,
    @Nullable String category,
    Origin origin,
    List<Drift> drift,
    @Nullable Instant seenAt,
    @Nullable Instant missingSince,
    long version,
    Instant createdAt,
    Instant updatedAt) {

  /**
   * @param product to show
   * @param tree the organization's categories
   * @return what clients see
   */
  public static ProductView of(Product product, CategoryTree tree) {
    String category = product.content().categoryId();
    return new ProductView(
        product.id(),
        product.content(),
        category == null ? null : tree.path(category).orElse(null),
        product.origin(),
        product.drift(),
        product.seenAt(),
        product.missingSince(),
        product.version(),
        product.createdAt(),
        product.updatedAt());
  }
}
