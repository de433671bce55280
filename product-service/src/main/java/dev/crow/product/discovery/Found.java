package dev.crow.product.discovery;

import dev.crow.product.catalogue.Availability;
import dev.crow.product.catalogue.Variant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A product as a page describes it; what the page does not say is null or empty.
 *
 * @param url of the product's page
 * @param externalId what the shop calls it
 * @param name for people
 * @param description plain text
 * @param brand or null
 * @param sku or null
 * @param gtin digits only, or null
 * @param price in minor units, or null
 * @param currency ISO 4217 code, or null
 * @param availability or null
 * @param images URLs
 * @param category path, or null
 * @param variants may be empty
 */
record Found(
    String url,
    String externalId,
    @Nullable String name,
    @Nullable String description,
    @Nullable String brand,
    @Nullable String sku,
    @Nullable String gtin,
    @Nullable Long price,
    @Nullable String currency,
    @Nullable Availability availability,
    List<String> images,
    @Nullable String category,
    List<Variant> variants) {

  Found {
    images = List.copyOf(images);
    variants = List.copyOf(variants);
  }
}
