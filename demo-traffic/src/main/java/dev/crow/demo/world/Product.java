package dev.crow.demo.world;

import java.util.List;

/**
 * Something the shop sells.
 *
 * @param id unique in the shop
 * @param name as shown
 * @param slug last part of its page's path
 * @param category id of its category
 * @param priceCents usual price in hundredths of the shop's currency
 * @param popularity how often it is looked at, relative to the others
 * @param appeal how readily it is put into a cart, 1 being usual
 * @param variants at least one
 */
public record Product(
    String id,
    String name,
    String slug,
    String category,
    int priceCents,
    double popularity,
    double appeal,
    List<Variant> variants) {

  /** Copies the variants. */
  public Product {
    variants = List.copyOf(variants);
  }

  /** {@return the path of its page} */
  public String path() {
    return "/products/" + slug;
  }
}
