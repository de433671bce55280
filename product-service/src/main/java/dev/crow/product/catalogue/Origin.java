package dev.crow.product.catalogue;

/** Where what is known of a product came from. */
public enum Origin {
  MANUAL,
  IMPORT,
  DISCOVERY
}
