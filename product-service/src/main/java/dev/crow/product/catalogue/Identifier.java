package dev.crow.product.catalogue;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What tells that two descriptions are of the same product.
 *
 * @param kind what it is
 * @param value in its usual form
 */
public record Identifier(Kind kind, String value) {

  /** In the order of how much they prove. */
  public enum Kind {
    URL,
    GTIN,
    SKU
  }

  /**
   * @param content of a product
   * @return its identifiers and those of its variants
   */
  public static Set<Identifier> of(ProductContent content) {
    Set<Identifier> found = new LinkedHashSet<>();
    add(found, Kind.URL, content.url());
    add(found, Kind.GTIN, gtin(content.gtin()));
    add(found, Kind.SKU, content.sku());
    for (Variant variant : content.variants()) {
      add(found, Kind.GTIN, gtin(variant.gtin()));
      add(found, Kind.SKU, variant.sku());
    }
    return found;
  }

  /**
   * @param gtin as somebody wrote it
   * @return the same for every way to write it
   */
  public static Identifier ofGtin(String gtin) {
    String padded = gtin(gtin);
    return new Identifier(Kind.GTIN, Objects.requireNonNull(padded));
  }

  /** A GTIN is the same with leading zeros. */
  private static @Nullable String gtin(@Nullable String given) {
    return given == null ? null : "0".repeat(14 - Math.min(14, given.length())) + given;
  }

  private static void add(Set<Identifier> found, Kind kind, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      found.add(new Identifier(kind, value));
    }
  }
}
