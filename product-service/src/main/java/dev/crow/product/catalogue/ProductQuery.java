package dev.crow.product.catalogue;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which products of an organization are listed, newest first.
 *
 * @param organizationId whose
 * @param text part of the name, or null
 * @param categories any of these, or null for all
 * @param brand or null
 * @param status or null
 * @param origin or null
 * @param externalId or null
 * @param identifier SKU or GTIN it or a variant has, or null
 * @param inStock whether there is any stock, or null
 * @param minPrice in minor units, or null
 * @param maxPrice in minor units, or null
 * @param missing only those gone from the website
 * @param drifted only those the website says otherwise of
 * @param before id of the product before, or null
 * @param limit most
 */
record ProductQuery(
    String organizationId,
    @Nullable String text,
    @Nullable Set<String> categories,
    @Nullable String brand,
    @Nullable Status status,
    @Nullable Origin origin,
    @Nullable String externalId,
    @Nullable Identifier identifier,
    @Nullable Boolean inStock,
    @Nullable Long minPrice,
    @Nullable Long maxPrice,
    boolean missing,
    boolean drifted,
    @Nullable String before,
    int limit) {}
