package dev.crow.contracts.product.v1;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A product is new, different or gone.
 *
 * @param organizationId whose catalogue
 * @param productId its id in the catalogue
 * @param externalId what the shop itself calls it, which is what events on its pages name
 * @param version 1, and one more for each change; what arrives late has a lower one
 * @param change what happened
 * @param name for people
 * @param brand or null
 * @param category names from the widest to the narrowest, such as {@code Tea > Green}; or null
 * @param sku or null
 * @param gtin or null
 * @param url its page, or null
 * @param price in the currency's minor unit, or null
 * @param currency ISO 4217 code, or null
 * @param stock pieces, or null if not known
 * @param changedAt when
 */
public record ProductChanged(
    String organizationId,
    String productId,
    String externalId,
    long version,
    Change change,
    String name,
    @Nullable String brand,
    @Nullable String category,
    @Nullable String sku,
    @Nullable String gtin,
    @Nullable String url,
    @Nullable Long price,
    @Nullable String currency,
    @Nullable Long stock,
    Instant changedAt) {

  /** What happened to the product. */
  public enum Change {
    CREATED,
    UPDATED,
    DELETED
  }
}
